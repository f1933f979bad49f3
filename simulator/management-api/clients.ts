import { Type, type FastifyPluginCallbackTypebox, type Static } from "@fastify/type-provider-typebox";
import type { Management } from "auth0";
import { badRequest } from "../errors";
import type { Caller } from "../oauth/access-tokens";
import type { ClientFields, StoredClient } from "../tenant/clients";
import { Whole } from "../schema";
import type { Tenant } from "../tenant/tenant";
import type { Authorization } from "./authorization";
import { ClientChanges, NewClient } from "./client-fields";
import { FieldsFilter, selectFields } from "./fields";
import { cursorIn, cursorPage, NumberedPage, numberedPage } from "./paging";

const ClientId = Type.Object({ id: Type.String() });
const Fields = Type.Object(FieldsFilter);
const ListQuery = Type.Object({
  ...FieldsFilter,
  ...NumberedPage,
  from: Type.Optional(Type.String()),
  take: Type.Optional(Whole({ minimum: 1, maximum: 100 })),
  app_type: Type.Optional(Type.String()),
  is_first_party: Type.Optional(Type.Boolean()),
  is_global: Type.Optional(Type.Boolean()),
});

export function clientRoutes(tenant: Tenant, allow: Authorization): FastifyPluginCallbackTypebox {
  const readers = allow.anyOf("read:clients", "read:client_keys", "read:client_credentials");

  return (app, _options, done) => {
    app.get("/clients", { onRequest: readers, schema: { querystring: ListQuery } }, ({ query, caller }) => {
      const show = (client: StoredClient) => selectFields(visible(client, caller), query);
      const matches = (client: StoredClient) => isAskedFor(client, query);
      const cursor = cursorIn(query);
      if (!cursor) return numberedPage("clients", tenant.clients.all().filter(matches).map(show), query);
      const { items, next } = tenant.clients.page(cursor, matches);
      return cursorPage("clients", { items: items.map(show), next });
    });

    app.post(
      "/clients",
      { onRequest: allow.anyOf("create:clients"), schema: { body: NewClient } },
      (request, reply) => {
        const client = tenant.clients.create(request.body as ClientFields);
        void reply.code(201);
        return visible(client, request.caller, { justCreated: true });
      },
    );

    app.get("/clients/:id", { onRequest: readers, schema: { params: ClientId, querystring: Fields } }, (request) =>
      selectFields(visible(tenant.clients.get(request.params.id), request.caller), request.query),
    );

    app.patch(
      "/clients/:id",
      {
        onRequest: allow.anyOf("update:clients", "update:client_keys", "update:client_credentials"),
        schema: { params: ClientId, body: ClientChanges },
      },
      ({ params, body, caller }) => {
        const current = tenant.clients.get(params.id);
        tenant.clientCredentials.checkAttachable(params.id, body.client_authentication_methods);
        checkOneWayToAuthenticate({ ...current, ...(body as ClientFields) });
        return visible(tenant.clients.update(params.id, body as ClientFields), caller);
      },
    );

    app.delete(
      "/clients/:id",
      { onRequest: allow.anyOf("delete:clients"), schema: { params: ClientId } },
      (request, reply) => {
        tenant.deleteClient(request.params.id);
        return reply.code(204).send();
      },
    );

    app.post(
      "/clients/:id/rotate-secret",
      { onRequest: allow.anyOf("update:client_keys"), schema: { params: ClientId } },
      ({ params, caller }) => visible(tenant.clients.rotateSecret(params.id), caller),
    );
    done();
  };
}

function checkOneWayToAuthenticate({ client_authentication_methods, token_endpoint_auth_method }: ClientFields): void {
  if (!client_authentication_methods || !token_endpoint_auth_method) return;
  throw badRequest(
    "client_authentication_methods and token_endpoint_auth_method exclude each other; set the other one to null",
    "invalid_body",
  );
}

/**
 * The secret goes to those who created the client or may read client keys, and to nobody while the client
 * authenticates by private_key_jwt.
 */
function visible(
  client: StoredClient,
  caller: Caller,
  { justCreated = false } = {},
): Management.GetClientResponseContent {
  const { client_secret, ...shown } = client;
  const mayRead = ["read:client_keys", "read:client_credentials"].some((scope) => caller.scopes.has(scope));
  if (client.client_authentication_methods || !(mayRead || justCreated)) return shown;
  return { ...shown, client_secret };
}

function isAskedFor({ app_type, is_first_party, global }: StoredClient, query: Static<typeof ListQuery>): boolean {
  return (
    (query.app_type === undefined || query.app_type.split(",").includes(app_type ?? "")) &&
    (query.is_first_party === undefined || query.is_first_party === is_first_party) &&
    (query.is_global === undefined || query.is_global === global)
  );
}
