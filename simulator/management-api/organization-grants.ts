import { Type, type FastifyPluginCallbackTypebox } from "@fastify/type-provider-typebox";
import { omit } from "../omit";
import { Body } from "../schema";
import type { Tenant } from "../tenant/tenant";
import type { Authorization } from "./authorization";
import { EitherPage, NumberedPage, numberedPage, pageOfEither } from "./paging";

const OrganizationId = Type.Object({ id: Type.String() });
const OrganizationGrant = Type.Object({ id: Type.String(), grant_id: Type.String() });
const ClientGrantId = Type.Object({ id: Type.String() });
const GrantsQuery = Type.Object({
  ...NumberedPage,
  audience: Type.Optional(Type.String()),
  client_id: Type.Optional(Type.String()),
});

/** The client grants that an organization has. They are kept and told; no token depends on them. */
export function organizationGrantRoutes(tenant: Tenant, allow: Authorization): FastifyPluginCallbackTypebox {
  const { organizations, clientGrants } = tenant;

  return (app, _options, done) => {
    app.get(
      "/organizations/:id/client-grants",
      {
        onRequest: allow.anyOf("read:organization_client_grants"),
        schema: { params: OrganizationId, querystring: GrantsQuery },
      },
      ({ params, query: { audience, client_id, ...page } }) => {
        const ids = organizations.grantIds(params.id);
        const grants = clientGrants.matching({ audience, client_id }).filter(({ id }) => ids.includes(id));
        return numberedPage("client_grants", grants, page);
      },
    );

    app.post(
      "/organizations/:id/client-grants",
      {
        onRequest: allow.anyOf("create:organization_client_grants"),
        schema: { params: OrganizationId, body: Body({ grant_id: Type.String() }) },
      },
      ({ params, body }, reply) => {
        const grant = clientGrants.get(body.grant_id);
        organizations.addGrant(params.id, grant.id);
        return reply.code(201).send({ grant_id: grant.id, ...omit(grant, "id", "subject_type") });
      },
    );

    app.delete(
      "/organizations/:id/client-grants/:grant_id",
      { onRequest: allow.anyOf("delete:organization_client_grants"), schema: { params: OrganizationGrant } },
      ({ params }, reply) => {
        organizations.removeGrant(params.id, params.grant_id);
        return reply.code(204).send();
      },
    );

    app.get(
      "/client-grants/:id/organizations",
      {
        onRequest: allow.anyOf("read:organization_client_grants"),
        schema: { params: ClientGrantId, querystring: EitherPage },
      },
      ({ params, query }) => {
        const { id } = clientGrants.get(params.id);
        const having = organizations
          .all()
          .filter((organization) => organizations.grantIds(organization.id).includes(id));
        return pageOfEither("organizations", having, query);
      },
    );
    done();
  };
}
