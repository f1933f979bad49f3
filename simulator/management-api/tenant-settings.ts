import { Type, type FastifyPluginCallbackTypebox } from "@fastify/type-provider-typebox";
import type { Management } from "auth0";
import { Body, TextOf } from "../schema";
import type { Tenant } from "../tenant/tenant";
import type { Authorization } from "./authorization";
import { FieldsFilter, selectFields } from "./fields";
import { TenantFlags } from "./tenant-flags";

const Text = Type.Optional(Type.String());
/** The maximum is a year, the longest lifetime that any plan has. */
const Hours = Type.Optional(Type.Number({ minimum: 1, maximum: 8760 }));

const SettingsChanges = Body({
  friendly_name: Text,
  picture_url: Text,
  support_email: Text,
  support_url: Text,
  default_audience: Text,
  default_directory: Text,
  default_redirection_uri: Text,
  enabled_locales: Type.Optional(Type.Array(Type.String())),
  customize_mfa_in_postlogin_action: Type.Optional(Type.Boolean()),
  flags: Type.Optional(TenantFlags),
  session_lifetime: Hours,
  idle_session_lifetime: Hours,
  session_cookie: Type.Optional(Body({ mode: TextOf("persistent", "non-persistent") })),
});

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
      ({ body: { flags, ...others } }): Management.UpdateTenantSettingsResponseContent =>
        Object.assign(tenant.settings, others, { flags: { ...tenant.settings.flags, ...flags } }),
    );
    done();
  };
}
