import type { TenantReader } from "../../tenant/tenant-reader";
import { tryToRead, type Optional } from "./optional";

/** How many applications are examined, each with one request. */
const APPLICATIONS = 20;

/** The initiator for sessions that are ended through the Management API. Source: Auth0 docs, "OIDC Back-Channel Logout Initiators". */
const INITIATOR = "session-revoked";

/** The names of the applications that Auth0 does not tell when the Action ends a session. Needs `read:clients`. */
export function readUnawareApplications(
  { management }: TenantReader,
  clientIds: readonly string[],
): Promise<Optional<readonly string[]>> {
  return tryToRead(async () => {
    const names: string[] = [];
    for (const clientId of clientIds.slice(0, APPLICATIONS)) {
      const { name, oidc_logout } = await management.clients.get(clientId, { fields: "name,oidc_logout" });
      const { mode, selected_initiators = [] } = oidc_logout?.backchannel_logout_initiators ?? {};
      const isTold = mode === "all" || selected_initiators.includes(INITIATOR);
      if (!isTold || !oidc_logout?.backchannel_logout_urls?.length) names.push(name ?? clientId);
    }
    return names;
  });
}
