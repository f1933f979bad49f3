import { Type, type FastifyPluginCallbackTypebox } from "@fastify/type-provider-typebox";
import { Body } from "../schema";
import type { Tenant } from "../tenant/tenant";
import type { Authorization } from "./authorization";
import { Cursor, pageOfEither } from "./paging";
import { FieldsFilter, selectFields } from "./fields";
import { isOfStrategy, Strategies } from "./connections";

const Id = Type.Object({ id: Type.String() });
const ConnectionsQuery = Type.Object({ ...Cursor, ...FieldsFilter, strategy: Strategies });
const Changes = Type.Array(Body({ client_id: Type.String({ minLength: 1 }), status: Type.Boolean() }), {
  minItems: 1,
  maxItems: 50,
});

/** Which clients a connection is enabled for. It is kept and told; no login depends on it. */
export function connectionClientRoutes(tenant: Tenant, allow: Authorization): FastifyPluginCallbackTypebox {
  const { clients, connections } = tenant;

  return (app, _options, done) => {
    app.get(
      "/connections/:id/clients",
      { onRequest: allow.anyOf("read:connections"), schema: { params: Id, querystring: Type.Object(Cursor) } },
      ({ params, query }) => {
        const enabled = connections.get(params.id).enabled_clients.map((client_id) => ({ client_id }));
        return pageOfEither("clients", enabled, query);
      },
    );

    app.patch(
      "/connections/:id/clients",
      { onRequest: allow.anyOf("update:connections"), schema: { params: Id, body: Changes } },
      ({ params, body }, reply) => {
        const connection = connections.get(params.id);
        for (const { client_id } of body) clients.get(client_id);
        for (const { client_id, status } of body) connections.enable(connection, client_id, status);
        return reply.code(204).send();
      },
    );

    app.get(
      "/clients/:id/connections",
      { onRequest: allow.anyOf("read:connections"), schema: { params: Id, querystring: ConnectionsQuery } },
      ({ params, query }) => {
        const enabled = connections
          .enabledFor(clients.get(params.id).client_id)
          .filter((connection) => isOfStrategy(connection, query.strategy))
          .map((connection) => selectFields(connection, query));
        return pageOfEither("connections", enabled, query);
      },
    );
    done();
  };
}
