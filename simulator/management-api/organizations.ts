import { Type, type FastifyPluginCallbackTypebox, type Static } from "@fastify/type-provider-typebox";
import { badRequest, notFound } from "../errors";
import { AnyObject, Body, Nullable, TextOf, TokenQuota } from "../schema";
import type { Tenant } from "../tenant/tenant";
import type { Authorization } from "./authorization";
import { EnabledConnection, enabledConnection } from "./organization-connections";
import { EitherPage, pageOfEither } from "./paging";

const OrganizationId = Type.Object({ id: Type.String() });
const NameReference = Type.Object({ name: Type.String() });
export const OrganizationName = Type.String({ minLength: 1, maxLength: 50, pattern: "^[a-z0-9][a-z0-9_-]*$" });
export const OrganizationFields = {
  display_name: Type.Optional(Type.String({ minLength: 1, maxLength: 255 })),
  metadata: Type.Optional(Type.Record(Type.String(), Type.String({ maxLength: 255 }), { maxProperties: 25 })),
  branding: Type.Optional(AnyObject),
  token_quota: Type.Optional(Nullable(TokenQuota)),
  third_party_client_access: Type.Optional(TextOf("allow", "block")),
};
const NewOrganization = Body({
  ...OrganizationFields,
  name: OrganizationName,
  enabled_connections: Type.Optional(Type.Array(EnabledConnection, { maxItems: 10 })),
});

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
      { onRequest: allow.anyOf("create:organizations"), schema: { body: NewOrganization } },
      ({ body }, reply) => {
        void reply.code(201);
        return createOrganization(tenant, body);
      },
    );

    app.get(
      "/organizations/name/:name",
      { onRequest: allow.anyOf("read:organizations"), schema: { params: NameReference } },
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
        schema: {
          params: OrganizationId,
          body: Body({ ...OrganizationFields, name: Type.Optional(OrganizationName) }),
        },
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

function createOrganization(
  tenant: Tenant,
  { enabled_connections: enabled, ...fields }: Static<typeof NewOrganization>,
) {
  const { connections, organizations, organizationConnections } = tenant;
  for (const { connection_id } of enabled ?? []) connections.get(connection_id);
  requireDifferent(enabled?.map(({ connection_id }) => connection_id) ?? []);
  const organization = organizations.create(fields);
  const added = enabled?.map(({ connection_id, ...settings }) =>
    organizationConnections.add(organization.id, connection_id, { ...settings, is_enabled: true }),
  );
  const shown = added?.map((connection) => enabledConnection(tenant, connection));
  return { ...organization, ...(shown && { enabled_connections: shown }) };
}

function requireDifferent(connectionIds: readonly string[]): void {
  const repeated = connectionIds.find((id, place) => connectionIds.indexOf(id) !== place);
  if (repeated !== undefined) throw badRequest(`The connection ${repeated} is given more than once`, "invalid_body");
}
