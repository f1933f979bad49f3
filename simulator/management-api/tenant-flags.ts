import { Type, type TBoolean, type TOptional } from "@sinclair/typebox";
import { Body } from "../schema";

/** Kept and given back: none has an effect here. */
const NAMES = [
  "allow_changing_enable_sso",
  "allow_legacy_delegation_grant_types",
  "allow_legacy_ro_grant_types",
  "allow_legacy_tokeninfo_endpoint",
  "change_pwd_flow_v1",
  "custom_domains_provisioning",
  "dashboard_insights_view",
  "dashboard_log_streams_next",
  "disable_clickjack_protection_headers",
  "disable_fields_map_fix",
  "disable_impersonation",
  "disable_management_api_sms_obfuscation",
  "enable_adfs_waad_email_verification",
  "enable_apis_section",
  "enable_client_connections",
  "enable_dynamic_client_registration",
  "enable_idtoken_api2",
  "enable_legacy_profile",
  "enable_pipeline2",
  "enable_public_signup_user_exists_error",
  "enable_sso",
  "enforce_client_authentication_on_passwordless_start",
  "genai_trial",
  "improved_signup_bot_detection_in_classic",
  "mfa_show_factor_list_on_enrollment",
  "no_disclose_enterprise_connections",
  "remove_alg_from_jwks",
  "revoke_refresh_token_grant",
  "trust_azure_adfs_email_verified_connection_property",
  // Not in the specification, but in recordings of tenants.
  "use_scope_descriptions_for_consent",
] as const;

type Flags = Record<(typeof NAMES)[number], TOptional<TBoolean>>;

export const TenantFlags = Body(
  Object.fromEntries(NAMES.map((name) => [name, Type.Optional(Type.Boolean())])) as Flags,
);
