import { Type, type TSchema } from "@sinclair/typebox";
import { AnyObject, Body, Nullable, TextOf, TokenQuota, Urls } from "../schema";
import { TenantFlags } from "./tenant-flags";

const Text = Type.Optional(Type.String());
const Flag = Type.Optional(Type.Boolean());
const NullableFlag = Type.Optional(Nullable(Type.Boolean()));
/** The maximum is a year, the longest lifetime that any plan has. */
const Hours = Type.Optional(Type.Number({ minimum: 1, maximum: 8760 }));
const Part = (fields: Record<string, TSchema>) => Type.Optional(Nullable(Body(fields)));

const CustomPage = Part({ enabled: Flag, html: Text });
/** What has no effect here is kept and given back. */
const WITHOUT_EFFECT = {
  acr_values_supported: Type.Optional(Nullable(Type.Array(Type.String()))),
  allow_organization_name_in_authentication_api: NullableFlag,
  authorization_response_iss_parameter_supported: NullableFlag,
  change_password: CustomPage,
  client_id_metadata_document_supported: Flag,
  country_codes: Part({ list: Type.Array(Type.String({ pattern: "^[A-Z]{2}$" })), mode: TextOf("allow", "deny") }),
  customize_mfa_in_postlogin_action: NullableFlag,
  default_token_quota: Type.Optional(
    Nullable(
      Body({ clients: Type.Optional(TokenQuota), organizations: Type.Optional(TokenQuota) }, { minProperties: 1 }),
    ),
  ),
  device_flow: Part({
    charset: Type.Optional(TextOf("base20", "digits")),
    mask: Type.Optional(Type.String({ maxLength: 20 })),
  }),
  dynamic_client_registration_security_mode: Type.Optional(TextOf("strict", "permissive")),
  enable_ai_guide: Flag,
  ephemeral_session_lifetime: Hours,
  error_page: Part({ html: Text, show_log_link: Flag, url: Text }),
  guardian_mfa_page: CustomPage,
  idle_ephemeral_session_lifetime: Hours,
  include_session_metadata_in_tenant_logs: Flag,
  mtls: Part({ enable_endpoint_aliases: Flag }),
  oidc_logout: Type.Optional(Body({ rp_logout_end_session_endpoint_discovery: Flag })),
  phone_consolidated_experience: Flag,
  pushed_authorization_requests_supported: NullableFlag,
  resource_parameter_profile: Type.Optional(TextOf("audience", "compatibility")),
  sandbox_version: Type.Optional(Type.String({ maxLength: 8 })),
  security_headers: Type.Optional(Nullable(AnyObject)),
  skip_non_verifiable_callback_uri_confirmation_prompt: NullableFlag,
};

/** No change at all is one too: the provider sends it. */
export const SettingsChanges = Body({
  ...WITHOUT_EFFECT,
  allowed_logout_urls: Urls,
  sessions: Part({ oidc_logout_prompt_enabled: Flag }),
  friendly_name: Text,
  picture_url: Text,
  support_email: Text,
  support_url: Text,
  default_audience: Text,
  default_directory: Text,
  default_redirection_uri: Text,
  enabled_locales: Type.Optional(Type.Array(Type.String(), { minItems: 1 })),
  flags: Type.Optional(TenantFlags),
  session_lifetime: Hours,
  idle_session_lifetime: Hours,
  session_cookie: Type.Optional(Nullable(Body({ mode: TextOf("persistent", "non-persistent") }))),
});
