import { Type, type FastifyPluginCallbackTypebox } from "@fastify/type-provider-typebox";
import { Body } from "../schema";
import type { Tenant } from "../tenant/tenant";
import type { Authorization } from "./authorization";
import { NumberedPage, numberedPage, pageOfEither, EitherPage } from "./paging";

const RoleId = Type.Object({ id: Type.String() });
const UserId = Type.Object({ id: Type.String() });
const ListQuery = Type.Object({ ...NumberedPage, name_filter: Type.Optional(Type.String()) });
const Name = Type.String({ minLength: 1 });
const Description = Type.Optional(Type.String());
const RoleIds = Body({ roles: Type.Array(Type.String({ minLength: 1 }), { minItems: 1, maxItems: 50 }) });
const UserIds = Body({ users: Type.Array(Type.String({ minLength: 1 }), { minItems: 1, maxItems: 100 }) });

export function roleRoutes(tenant: Tenant, allow: Authorization): FastifyPluginCallbackTypebox {
  const { roles, users } = tenant;

  return (app, _options, done) => {
    app.get("/roles", { onRequest: allow.anyOf("read:roles"), schema: { querystring: ListQuery } }, ({ query }) => {
      const wanted = query.name_filter?.toLowerCase() ?? "";
      const matching = roles.all().filter(({ name }) => name.toLowerCase().includes(wanted));
      return numberedPage("roles", matching, query);
    });

    app.post(
      "/roles",
      { onRequest: allow.anyOf("create:roles"), schema: { body: Body({ name: Name, description: Description }) } },
      ({ body }) => roles.create(body),
    );

    app.get("/roles/:id", { onRequest: allow.anyOf("read:roles"), schema: { params: RoleId } }, ({ params }) =>
      roles.get(params.id),
    );

    app.patch(
      "/roles/:id",
      {
        onRequest: allow.anyOf("update:roles"),
        schema: { params: RoleId, body: Body({ name: Type.Optional(Name), description: Description }) },
      },
      ({ params, body }) => roles.update(params.id, body),
    );

    app.delete(
      "/roles/:id",
      { onRequest: allow.anyOf("delete:roles"), schema: { params: RoleId } },
      ({ params }, reply) => {
        tenant.deleteRole(params.id);
        return reply.code(200).send();
      },
    );

    app.get(
      "/roles/:id/users",
      { onRequest: allow.anyOf("read:users", "read:roles"), schema: { params: RoleId, querystring: EitherPage } },
      ({ params, query }) => {
        const holders = roles.holdersOf(params.id).map((id) => {
          const { user_id, email, name, picture } = users.get(id);
          return { user_id, email, name, picture };
        });
        return pageOfEither("users", holders, query);
      },
    );

    app.post(
      "/roles/:id/users",
      { onRequest: allow.anyOf("update:roles"), schema: { params: RoleId, body: UserIds } },
      ({ params, body }, reply) => {
        const ids = body.users.map((id) => users.get(id).user_id);
        for (const id of ids) roles.assign(id, [params.id]);
        return reply.code(200).send();
      },
    );

    app.get(
      "/users/:id/roles",
      {
        onRequest: allow.anyOf("read:users", "read:roles"),
        schema: { params: UserId, querystring: Type.Object(NumberedPage) },
      },
      ({ params, query }) => numberedPage("roles", roles.of(users.get(params.id).user_id), query),
    );

    app.post(
      "/users/:id/roles",
      { onRequest: allow.anyOf("update:users"), schema: { params: UserId, body: RoleIds } },
      ({ params, body }, reply) => {
        roles.assign(users.get(params.id).user_id, body.roles);
        return reply.code(204).send();
      },
    );

    app.delete(
      "/users/:id/roles",
      { onRequest: allow.anyOf("update:users"), schema: { params: UserId, body: RoleIds } },
      ({ params, body }, reply) => {
        roles.remove(users.get(params.id).user_id, body.roles);
        return reply.code(204).send();
      },
    );
    done();
  };
}
