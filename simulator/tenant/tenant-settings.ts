import type { Management } from "auth0";

export type TenantSettings = Management.GetTenantSettingsResponseContent & {
  session_lifetime: number;
  idle_session_lifetime: number;
};

/** Lifetimes are in hours; these are the ones a new tenant starts with. */
export function initialTenantSettings(): TenantSettings {
  return {
    friendly_name: "Simulator",
    enabled_locales: ["en"],
    customize_mfa_in_postlogin_action: false,
    flags: {},
    sandbox_version: "22",
    sandbox_versions_available: ["22"],
    session_cookie: { mode: "persistent" },
    session_lifetime: 168,
    idle_session_lifetime: 72,
  };
}
