import { Type, type FastifyPluginCallbackTypebox } from "@fastify/type-provider-typebox";
import { AnyObject, Body, Nullable, TextOf } from "../schema";
import type { StoredConnection } from "../tenant/connections";
import type { Tenant } from "../tenant/tenant";
import type { Authorization } from "./authorization";
import { checkConnection } from "./connection-checks";
import { FieldsFilter, selectFields } from "./fields";
import { EitherPage, pageOfEither } from "./paging";

const ConnectionId = Type.Object({ id: Type.String() });
const Active = Body({ active: Type.Boolean() });
const fields = {
  display_name: Type.Optional(Type.String({ maxLength: 128 })),
  options: Type.Optional(AnyObject),
  realms: Type.Optional(Type.Array(Type.String())),
  enabled_clients: Type.Optional(Type.Array(Type.String())),
  is_domain_connection: Type.Optional(Type.Boolean()),
  show_as_button: Type.Optional(Type.Boolean()),
  metadata: Type.Optional(Type.Record(Type.String(), Type.String({ maxLength: 255 }), { maxProperties: 10 })),
  authentication: Type.Optional(Active),
  connected_accounts: Type.Optional(Active),
  cross_app_access_requesting_app: Type.Optional(Active),
  cross_app_access_resource_app: Type.Optional(Nullable(Body({ status: TextOf("enabled", "disabled") }))),
};
const NewConnection = Body({
  ...fields,
  name: Type.String({ maxLength: 128, pattern: "^[a-zA-Z0-9](-*[a-zA-Z0-9])*$" }),
  strategy: Type.String({ minLength: 1 }),
});

const Fields = Type.Object(FieldsFilter);
export const Strategies = Type.Optional(Type.Union([Type.String(), Type.Array(Type.String())]));
const ListQuery = Type.Composite([
  EitherPage,
  Fields,
  Type.Object({ name: Type.Optional(Type.String()), strategy: Strategies }),
]);

export function isOfStrategy({ strategy }: StoredConnection, wanted?: string | string[]): boolean {
  return wanted === undefined || [wanted].flat().includes(strategy);
}

export function connectionRoutes(tenant: Tenant, allow: Authorization): FastifyPluginCallbackTypebox {
  const { connections } = tenant;

  return (app, _options, done) => {
    app.get(
      "/connections",
      { onRequest: allow.anyOf("read:connections"), schema: { querystring: ListQuery } },
      ({ query }) => {
        const matching = connections
          .all()
          .filter(({ name }) => query.name === undefined || name === query.name)
          .filter((connection) => isOfStrategy(connection, query.strategy));
        const shown = matching.map((connection) => selectFields(connection, query));
        return pageOfEither("connections", shown, query);
      },
    );

    app.post(
      "/connections",
      { onRequest: allow.anyOf("create:connections"), schema: { body: NewConnection } },
      ({ body }, reply) => {
        checkConnection(body.strategy, body);
        void reply.code(201);
        return connections.create(body);
      },
    );

    app.get(
      "/connections/:id",
      { onRequest: allow.anyOf("read:connections"), schema: { params: ConnectionId, querystring: Fields } },
      ({ params, query }) => {
        const connection = connections.get(params.id);
        const { id, is_domain_connection, authentication, connected_accounts } = connection;
        // Told whichever fields are asked for, as the recording TestAccConnectionClients shows.
        return { id, is_domain_connection, authentication, connected_accounts, ...selectFields(connection, query) };
      },
    );

    app.patch(
      "/connections/:id",
      { onRequest: allow.anyOf("update:connections"), schema: { params: ConnectionId, body: Body(fields) } },
      ({ params, body }) => {
        const current = connections.get(params.id);
        checkConnection(current.strategy, body, current);
        return connections.update(params.id, body);
      },
    );

    app.delete(
      "/connections/:id",
      { onRequest: allow.anyOf("delete:connections"), schema: { params: ConnectionId } },
      ({ params }, reply) => {
        tenant.deleteConnection(params.id);
        return reply.code(202).send({ deleted_at: tenant.clock.timestamp() });
      },
    );
    done();
  };
}
