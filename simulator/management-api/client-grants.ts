import { Type, type FastifyPluginCallbackTypebox } from "@fastify/type-provider-typebox";
import type { Management } from "auth0";
import { Body, Nullable, TextOf, Whole } from "../schema";
import type { Tenant } from "../tenant/tenant";
import type { Authorization } from "./authorization";
import { cursorIn, cursorPage, NumberedPage, numberedPage } from "./paging";

const GrantId = Type.Object({ id: Type.String() });
const SubjectType = TextOf("client", "user");
const DefaultFor = TextOf("third_party_clients");
const OrganizationUsage = TextOf("deny", "allow", "require");
const Scopes = Type.Array(Type.String({ minLength: 1, maxLength: 280 }));

const ListQuery = Type.Object({
  ...NumberedPage,
  from: Type.Optional(Type.String()),
  take: Type.Optional(Whole({ minimum: 1, maximum: 100 })),
  audience: Type.Optional(Type.String()),
  client_id: Type.Optional(Type.String()),
  subject_type: Type.Optional(SubjectType),
  allow_any_organization: Type.Optional(Type.Boolean()),
  default_for: Type.Optional(DefaultFor),
});

const Changeable = {
  scope: Type.Optional(Scopes),
  allow_all_scopes: Type.Optional(Type.Boolean()),
  allow_any_organization: Type.Optional(Type.Boolean()),
  organization_usage: Type.Optional(OrganizationUsage),
  authorization_details_types: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 255 }))),
};

const NewGrant = Body({
  ...Changeable,
  client_id: Type.Optional(Type.String()),
  default_for: Type.Optional(DefaultFor),
  audience: Type.String({ minLength: 1 }),
  subject_type: Type.Optional(SubjectType),
});

const GrantChanges = Body(
  {
    scope: Type.Optional(Nullable(Scopes)),
    allow_all_scopes: Type.Optional(Nullable(Type.Boolean())),
    allow_any_organization: Type.Optional(Nullable(Type.Boolean())),
    organization_usage: Type.Optional(Nullable(OrganizationUsage)),
    authorization_details_types: Changeable.authorization_details_types,
  },
  { minProperties: 1 },
);

export function clientGrantRoutes(tenant: Tenant, allow: Authorization): FastifyPluginCallbackTypebox {
  const grants = tenant.clientGrants;

  return (app, _options, done) => {
    app.get(
      "/client-grants",
      { onRequest: allow.anyOf("read:client_grants"), schema: { querystring: ListQuery } },
      ({ query }) => {
        const cursor = cursorIn(query);
        if (!cursor) return numberedPage("client_grants", grants.matching(query), query);
        return cursorPage("client_grants", grants.page(cursor, query));
      },
    );

    app.post(
      "/client-grants",
      { onRequest: allow.anyOf("create:client_grants"), schema: { body: NewGrant } },
      ({ body }, reply): Management.CreateClientGrantResponseContent => {
        void reply.code(201);
        return grants.create(body);
      },
    );

    app.get(
      "/client-grants/:id",
      { onRequest: allow.anyOf("read:client_grants"), schema: { params: GrantId } },
      ({ params }): Management.GetClientGrantResponseContent => grants.get(params.id),
    );

    app.patch(
      "/client-grants/:id",
      { onRequest: allow.anyOf("update:client_grants"), schema: { params: GrantId, body: GrantChanges } },
      ({ params, body }): Management.UpdateClientGrantResponseContent => grants.update(params.id, body),
    );

    app.delete(
      "/client-grants/:id",
      { onRequest: allow.anyOf("delete:client_grants"), schema: { params: GrantId } },
      ({ params }, reply) => {
        grants.delete(params.id);
        return reply.code(204).send();
      },
    );
    done();
  };
}
