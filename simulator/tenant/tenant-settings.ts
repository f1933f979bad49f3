import type { Management } from "auth0";

export type TenantSettings = Management.GetTenantSettingsResponseContent & {
  session_lifetime: number;
  idle_session_lifetime: number;
};

/** The flags merge. Null takes a setting away, as does no text where it stood for an address to go to. */
export function changeSettings(
  settings: TenantSettings,
  { flags, ...changes }: Partial<TenantSettings>,
): TenantSettings {
  Object.assign(settings, changes, { flags: { ...settings.flags, ...flags } });
  const gone = Object.entries(changes).filter(([, value]) => value === null);
  for (const [name] of gone) delete (settings as unknown as Record<string, unknown>)[name];
  if (settings.default_redirection_uri === "") delete settings.default_redirection_uri;
  return settings;
}

/** Lifetimes are in hours; these are the ones a new tenant starts with. */
export function initialTenantSettings(): TenantSettings {
  return {
    friendly_name: "Simulator",
    enabled_locales: ["en"],
    change_password: { enabled: false },
    client_id_metadata_document_supported: true,
    customize_mfa_in_postlogin_action: false,
    dynamic_client_registration_security_mode: "permissive",
    ephemeral_session_lifetime: 72,
    flags: {},
    guardian_mfa_page: { enabled: false },
    idle_ephemeral_session_lifetime: 24,
    oidc_logout: { rp_logout_end_session_endpoint_discovery: true },
    phone_consolidated_experience: false,
    resource_parameter_profile: "audience",
    sandbox_version: "22",
    sandbox_versions_available: ["22"],
    session_cookie: { mode: "persistent" },
    session_lifetime: 168,
    idle_session_lifetime: 72,
  };
}
