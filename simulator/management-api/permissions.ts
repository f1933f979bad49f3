import { Type, type FastifyPluginCallbackTypebox } from "@fastify/type-provider-typebox";
import { Body } from "../schema";
import type { Tenant } from "../tenant/tenant";
import type { Authorization } from "./authorization";
import { NumberedPage, numberedPage } from "./paging";

const Id = Type.Object({ id: Type.String() });
const ListQuery = Type.Object(NumberedPage);
const Permissions = Body({
  permissions: Type.Array(Body({ permission_name: Type.String(), resource_server_identifier: Type.String() }), {
    minItems: 1,
  }),
});

/** The permissions of roles and of users. */
export function permissionRoutes(tenant: Tenant, allow: Authorization): FastifyPluginCallbackTypebox {
  const { permissions, roles, users } = tenant;
  const holders = [
    {
      path: "/roles/:id/permissions",
      readers: allow.anyOf("read:roles"),
      writers: allow.anyOf("update:roles"),
      holder: (id: string) => roles.get(id).id,
      list: (id: string) => permissions.of(roles.get(id).id),
    },
    {
      path: "/users/:id/permissions",
      readers: allow.anyOf("read:users"),
      writers: allow.anyOf("update:users"),
      holder: (id: string) => users.get(id).user_id,
      list: (id: string) => permissions.ofUser(users.get(id).user_id),
    },
  ];

  return (app, _options, done) => {
    for (const { path, readers, writers, holder, list } of holders) {
      app.get(path, { onRequest: readers, schema: { params: Id, querystring: ListQuery } }, ({ params, query }) =>
        numberedPage("permissions", list(params.id), query),
      );

      app.post(path, { onRequest: writers, schema: { params: Id, body: Permissions } }, ({ params, body }, reply) => {
        permissions.assign(holder(params.id), body.permissions);
        return reply.code(201).send({});
      });

      app.delete(path, { onRequest: writers, schema: { params: Id, body: Permissions } }, ({ params, body }, reply) => {
        permissions.remove(holder(params.id), body.permissions);
        return reply.code(204).send();
      });
    }
    done();
  };
}
