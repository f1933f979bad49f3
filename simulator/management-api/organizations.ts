import { Type, type FastifyPluginCallbackTypebox } from "@fastify/type-provider-typebox";
import { notFound } from "../errors";
import { AnyObject, Body, Nullable, TextOf } from "../schema";
import type { Tenant } from "../tenant/tenant";
import type { Authorization } from "./authorization";
import { EitherPage, pageOfEither } from "./paging";

const OrganizationId = Type.Object({ id: Type.String() });
const OrganizationName = Type.Object({ name: Type.String() });
const Name = Type.String({ minLength: 1, maxLength: 50, pattern: "^[a-z0-9][a-z0-9_-]*$" });
const fields = {
  display_name: Type.Optional(Type.String({ minLength: 1, maxLength: 255 })),
  metadata: Type.Optional(Type.Record(Type.String(), Type.String({ maxLength: 255 }), { maxProperties: 25 })),
  branding: Type.Optional(AnyObject),
  token_quota: Type.Optional(Nullable(AnyObject)),
  third_party_client_access: Type.Optional(TextOf("allow", "block")),
};

export function organizationRoutes(tenant: Tenant, allow: Authorization): FastifyPluginCallbackTypebox {
  const { organizations, users } = tenant;

  return (app, _options, done) => {
    app.get(
      "/organizations",
      { onRequest: allow.anyOf("read:organizations"), schema: { querystring: EitherPage } },
      ({ query }) => pageOfEither("organizations", organizations.all(), query),
    );

    app.post(
      "/organizations",
      { onRequest: allow.anyOf("create:organizations"), schema: { body: Body({ ...fields, name: Name }) } },
      ({ body }, reply) => {
        void reply.code(201);
        return organizations.create(body);
      },
    );

    app.get(
      "/organizations/name/:name",
      { onRequest: allow.anyOf("read:organizations"), schema: { params: OrganizationName } },
      ({ params }) => {
        const found = organizations.find(params.name);
        if (found?.name !== params.name)
          throw notFound("No organization found by that id or name", "inexistent_organization");
        return found;
      },
    );

    app.get(
      "/organizations/:id",
      { onRequest: allow.anyOf("read:organizations"), schema: { params: OrganizationId } },
      ({ params }) => organizations.get(params.id),
    );

    app.patch(
      "/organizations/:id",
      {
        onRequest: allow.anyOf("update:organizations"),
        schema: { params: OrganizationId, body: Body({ ...fields, name: Type.Optional(Name) }) },
      },
      ({ params, body }) => organizations.update(params.id, body),
    );

    app.delete(
      "/organizations/:id",
      { onRequest: allow.anyOf("delete:organizations"), schema: { params: OrganizationId } },
      ({ params }, reply) => {
        tenant.deleteOrganization(params.id);
        return reply.code(204).send();
      },
    );

    app.get(
      "/users/:id/organizations",
      {
        onRequest: allow.anyOf("read:organizations"),
        schema: { params: Type.Object({ id: Type.String() }), querystring: EitherPage },
      },
      ({ params, query }) => pageOfEither("organizations", organizations.of(users.get(params.id).user_id), query),
    );
    done();
  };
}
