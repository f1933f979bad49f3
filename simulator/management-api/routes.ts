import { Type, type FastifyPluginCallbackTypebox, type TObject } from "@fastify/type-provider-typebox";
import type { RouteOptions } from "fastify";
import type { Tenant } from "../tenant/tenant";
import { actionModuleRoutes } from "./action-modules";
import { actionRoutes } from "./actions";
import type { Authorization } from "./authorization";
import { clientCredentialRoutes } from "./client-credentials";
import { clientGrantRoutes } from "./client-grants";
import { clientRoutes } from "./clients";
import { connectionClientRoutes } from "./connection-clients";
import { connectionRoutes } from "./connections";
import { discoveryDomainRoutes } from "./discovery-domains";
import { executionRoutes } from "./executions";
import { logRoutes } from "./logs";
import { mfaPolicyRoutes } from "./mfa-policies";
import { organizationConnectionRoutes } from "./organization-connections";
import { organizationGrantRoutes } from "./organization-grants";
import { organizationMemberRoutes } from "./organization-members";
import { organizationRoutes } from "./organizations";
import { permissionRoutes } from "./permissions";
import { profileRoutes } from "./profiles";
import { refreshTokenRoutes } from "./refresh-tokens";
import { resourceServerRoutes } from "./resource-servers";
import { roleRoutes } from "./roles";
import { sessionRoutes } from "./sessions";
import { statisticsRoutes } from "./statistics";
import { tenantSettingsRoutes } from "./tenant-settings";
import { triggerBindingRoutes } from "./trigger-bindings";
import { userRoutes } from "./users";

/** The Management API, one plugin a resource. */
export function managementApiRoutes(tenant: Tenant, allow: Authorization): FastifyPluginCallbackTypebox {
  const resources = [
    clientRoutes,
    clientCredentialRoutes,
    clientGrantRoutes,
    resourceServerRoutes,
    actionRoutes,
    actionModuleRoutes,
    triggerBindingRoutes,
    tenantSettingsRoutes,
    connectionRoutes,
    connectionClientRoutes,
    userRoutes,
    sessionRoutes,
    refreshTokenRoutes,
    roleRoutes,
    permissionRoutes,
    organizationRoutes,
    organizationMemberRoutes,
    organizationConnectionRoutes,
    organizationGrantRoutes,
    discoveryDomainRoutes,
    profileRoutes,
    logRoutes,
    executionRoutes,
    statisticsRoutes,
    mfaPolicyRoutes,
  ];
  return (app, _options, done) => {
    app.addHook("onRoute", refuseUnknownParameters);
    for (const routes of resources) app.register(routes(tenant, allow));
    done();
  };
}

/** What a route does not know of a query it would ignore, and a filter that is ignored answers too much. */
function refuseUnknownParameters(route: RouteOptions): void {
  const known = (route.schema?.querystring ?? Type.Object({})) as TObject;
  route.schema = { ...route.schema, querystring: { ...known, additionalProperties: false } };
}
