import { Type, type FastifyPluginCallbackTypebox } from "@fastify/type-provider-typebox";
import { omit } from "../omit";
import { Body, Nullable, TextOf } from "../schema";
import type { OrganizationConnection } from "../tenant/organization-connections";
import type { Tenant } from "../tenant/tenant";
import type { Authorization } from "./authorization";
import { NumberedPage, numberedPage } from "./paging";

const OrganizationId = Type.Object({ id: Type.String() });
const ConnectionId = Type.Object({ id: Type.String(), connection_id: Type.String() });
const ListQuery = Type.Object(NumberedPage);
const FilteredListQuery = Type.Object({ ...NumberedPage, is_enabled: Type.Optional(Type.Boolean()) });

const fields = {
  assign_membership_on_login: Type.Optional(Type.Boolean()),
  is_signup_enabled: Type.Optional(Type.Boolean()),
  show_as_button: Type.Optional(Type.Boolean()),
};
const allFields = {
  ...fields,
  organization_connection_name: Type.Optional(Nullable(Type.String({ minLength: 1, maxLength: 50 }))),
  organization_access_level: Type.Optional(Nullable(TextOf("none", "readonly", "limited", "full"))),
  is_enabled: Type.Optional(Nullable(Type.Boolean())),
};
const connection_id = Type.String({ minLength: 1, maxLength: 50 });

/** As `POST /organizations` takes it too. */
export const EnabledConnection = Body({ ...fields, connection_id });

/**
 * The connections of organizations. Auth0 has two families of routes for them: the elder knows only those that are enabled, and
 * enables what it adds.
 */
export function organizationConnectionRoutes(tenant: Tenant, allow: Authorization): FastifyPluginCallbackTypebox {
  const { organizations, organizationConnections } = tenant;
  const readers = allow.anyOf("read:organization_connections");
  const creators = allow.anyOf("create:organization_connections");
  const updaters = allow.anyOf("update:organization_connections");
  const deleters = allow.anyOf("delete:organization_connections");
  const of = (organizationId: string) => organizationConnections.of(organizations.get(organizationId).id);

  return (app, _options, done) => {
    app.get(
      "/organizations/:id/enabled_connections",
      { onRequest: readers, schema: { params: OrganizationId, querystring: ListQuery } },
      ({ params, query }) => {
        const enabled = of(params.id).filter(({ is_enabled }) => is_enabled);
        const shown = enabled.map((connection) => enabledConnection(tenant, connection));
        return numberedPage("enabled_connections", shown, query);
      },
    );

    app.post(
      "/organizations/:id/enabled_connections",
      { onRequest: creators, schema: { params: OrganizationId, body: EnabledConnection } },
      ({ params, body: { connection_id: id, ...settings } }, reply) => {
        const organization = organizations.get(params.id);
        void reply.code(201);
        const added = organizationConnections.add(organization.id, id, { ...settings, is_enabled: true });
        return enabledConnection(tenant, added);
      },
    );

    app.get(
      "/organizations/:id/enabled_connections/:connection_id",
      { onRequest: readers, schema: { params: ConnectionId } },
      ({ params }) => enabledConnection(tenant, organizationConnections.getEnabled(params.id, params.connection_id)),
    );

    app.patch(
      "/organizations/:id/enabled_connections/:connection_id",
      { onRequest: updaters, schema: { params: ConnectionId, body: Body(fields) } },
      ({ params, body }) => {
        const connection = organizationConnections.getEnabled(params.id, params.connection_id);
        return enabledConnection(tenant, Object.assign(connection, body));
      },
    );

    app.delete(
      "/organizations/:id/enabled_connections/:connection_id",
      { onRequest: deleters, schema: { params: ConnectionId } },
      ({ params }, reply) => {
        const { connection_id: id } = organizationConnections.getEnabled(params.id, params.connection_id);
        organizationConnections.delete(params.id, id);
        return reply.code(204).send();
      },
    );

    app.get(
      "/organizations/:id/connections",
      { onRequest: readers, schema: { params: OrganizationId, querystring: FilteredListQuery } },
      ({ params, query: { is_enabled: asked, ...page } }) => {
        const matching = of(params.id).filter(
          ({ is_enabled }) => asked === undefined || (is_enabled ?? false) === asked,
        );
        const shown = matching.map((connection) => organizationConnection(tenant, connection));
        return numberedPage("connections", shown, page);
      },
    );

    app.post(
      "/organizations/:id/connections",
      { onRequest: creators, schema: { params: OrganizationId, body: Body({ ...allFields, connection_id }) } },
      ({ params, body: { connection_id: id, ...settings } }, reply) => {
        const organization = organizations.get(params.id);
        void reply.code(201);
        return organizationConnection(tenant, organizationConnections.add(organization.id, id, settings));
      },
    );

    app.get(
      "/organizations/:id/connections/:connection_id",
      { onRequest: readers, schema: { params: ConnectionId } },
      ({ params }) => organizationConnection(tenant, organizationConnections.get(params.id, params.connection_id)),
    );

    app.patch(
      "/organizations/:id/connections/:connection_id",
      { onRequest: updaters, schema: { params: ConnectionId, body: Body(allFields) } },
      ({ params, body }) => {
        const connection = organizationConnections.get(params.id, params.connection_id);
        return organizationConnection(tenant, Object.assign(connection, body));
      },
    );

    app.delete(
      "/organizations/:id/connections/:connection_id",
      { onRequest: deleters, schema: { params: ConnectionId } },
      ({ params }, reply) => {
        organizationConnections.delete(params.id, params.connection_id);
        return reply.code(204).send();
      },
    );
    done();
  };
}

function organizationConnection({ connections }: Tenant, connection: OrganizationConnection) {
  const { name, strategy } = connections.get(connection.connection_id);
  return { ...connection, connection: { name, strategy } };
}

export function enabledConnection(tenant: Tenant, connection: OrganizationConnection) {
  const shown = organizationConnection(tenant, connection);
  return omit(shown, "is_enabled", "organization_access_level", "organization_connection_name");
}
