import { Type, type FastifyPluginCallbackTypebox } from "@fastify/type-provider-typebox";
import { Body } from "../schema";
import type { Tenant } from "../tenant/tenant";
import type { Authorization } from "./authorization";
import { FieldsFilter, selectFields } from "./fields";
import { EitherPage, NumberedPage, numberedPage, pageOfEither } from "./paging";

const OrganizationId = Type.Object({ id: Type.String() });
const MembersQuery = Type.Object({ ...EitherPage.properties, ...FieldsFilter });
const Member = Type.Object({ id: Type.String(), user_id: Type.String() });
const Members = Body({ members: Type.Array(Type.String({ minLength: 1 }), { minItems: 1, maxItems: 10 }) });
const RoleIds = Body({ roles: Type.Array(Type.String({ minLength: 1 }), { minItems: 1, maxItems: 50 }) });

/** Who belongs to an organization, and with which roles. */
export function organizationMemberRoutes(tenant: Tenant, allow: Authorization): FastifyPluginCallbackTypebox {
  const { organizations, users } = tenant;

  return (app, _options, done) => {
    app.get(
      "/organizations/:id/members",
      {
        onRequest: allow.anyOf("read:organization_members"),
        schema: { params: OrganizationId, querystring: MembersQuery },
      },
      ({ params, query }) => {
        const members = organizations.memberIds(params.id).map((id) => {
          const { user_id, email, name, picture } = users.get(id);
          return selectFields({ user_id, email, name, picture }, query);
        });
        return pageOfEither("members", members, query);
      },
    );

    app.post(
      "/organizations/:id/members",
      { onRequest: allow.anyOf("create:organization_members"), schema: { params: OrganizationId, body: Members } },
      ({ params, body }, reply) => {
        organizations.addMembers(
          params.id,
          body.members.map((id) => users.get(id).user_id),
        );
        return reply.code(204).send();
      },
    );

    app.delete(
      "/organizations/:id/members",
      { onRequest: allow.anyOf("delete:organization_members"), schema: { params: OrganizationId, body: Members } },
      ({ params, body }, reply) => {
        organizations.removeMembers(params.id, body.members);
        return reply.code(204).send();
      },
    );

    app.get(
      "/organizations/:id/members/:user_id/roles",
      {
        onRequest: allow.anyOf("read:organization_member_roles"),
        schema: { params: Member, querystring: Type.Object(NumberedPage) },
      },
      ({ params, query }) => numberedPage("roles", organizations.rolesOf(params.id, params.user_id), query),
    );

    app.post(
      "/organizations/:id/members/:user_id/roles",
      { onRequest: allow.anyOf("create:organization_member_roles"), schema: { params: Member, body: RoleIds } },
      ({ params, body }, reply) => {
        organizations.assignRoles(params.id, params.user_id, body.roles);
        return reply.code(204).send();
      },
    );

    app.delete(
      "/organizations/:id/members/:user_id/roles",
      { onRequest: allow.anyOf("delete:organization_member_roles"), schema: { params: Member, body: RoleIds } },
      ({ params, body }, reply) => {
        organizations.removeRoles(params.id, params.user_id, body.roles);
        return reply.code(204).send();
      },
    );
    done();
  };
}
