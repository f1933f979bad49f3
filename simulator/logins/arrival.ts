import { randomBytes } from "node:crypto";
import type { Tenant } from "../tenant/tenant";
import { connectionOf } from "../tenant/users";
import type { Login } from "./login-in-progress";
import type { LoginOptions } from "./login";

const DEFAULT_SCOPES = ["openid", "profile", "email", "offline_access"];

/** A login before it is known how it goes on. */
export type Arrival = Omit<Login, "protocol">;

/** @throws ManagementApiError 404 for a user or a client that does not exist */
export function arrivalOf(
  tenant: Tenant,
  { domain, user, options }: { domain: string; user: string; options: LoginOptions },
): Arrival {
  const { clientId, device, organization, scopes = DEFAULT_SCOPES, state = randomBytes(16).toString("hex") } = options;
  const audience = options.audience ?? (tenant.settings.default_audience || undefined);
  const known = tenant.users.get(user);
  return {
    domain,
    user: known,
    client: clientId === undefined ? tenant.application : tenant.clients.get(clientId),
    device: {
      ip: device?.ip ?? "203.0.113.10",
      userAgent: device?.userAgent ?? "Simulated browser",
      language: device?.language ?? "en",
    },
    connection: connectionOf(known),
    scopes,
    ...(audience !== undefined && { audience }),
    state,
    ...(organization !== undefined && { organization: organizationNamed(tenant, organization) }),
  };
}

function organizationNamed(tenant: Tenant, organization: string | { id: string; name: string }) {
  const known = tenant.organizations.find(typeof organization === "string" ? organization : organization.id);
  if (known) return { id: known.id, name: known.name };
  return typeof organization === "string" ? tenant.organizations.get(organization) : organization;
}
