import { Type, type FastifyPluginCallbackTypebox } from "@fastify/type-provider-typebox";
import type { Management } from "auth0";
import type { Tenant } from "../tenant/tenant";
import { changeSettings, type TenantSettings } from "../tenant/tenant-settings";
import type { Authorization } from "./authorization";
import { FieldsFilter, selectFields } from "./fields";
import { SettingsChanges } from "./tenant-settings-fields";

export function tenantSettingsRoutes(tenant: Tenant, allow: Authorization): FastifyPluginCallbackTypebox {
  return (app, _options, done) => {
    app.get(
      "/tenants/settings",
      { onRequest: allow.anyOf("read:tenant_settings"), schema: { querystring: Type.Object(FieldsFilter) } },
      ({ query }): Management.GetTenantSettingsResponseContent => selectFields(tenant.settings, query),
    );

    app.patch(
      "/tenants/settings",
      { onRequest: allow.anyOf("update:tenant_settings"), schema: { body: SettingsChanges } },
      ({ body }): Management.UpdateTenantSettingsResponseContent =>
        changeSettings(tenant.settings, body as Partial<TenantSettings>),
    );
    done();
  };
}
