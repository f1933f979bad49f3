import type { TenantFacts } from "../examination/facts";
import { note, ok, type Finding } from "../finding";

/** Whether revoking a refresh token ends more than the policy says. Source: Auth0 docs, "Revoke Refresh Tokens". */
export function checkRefreshTokenFlag({ revokesWholeGrants }: TenantFacts): Finding[] {
  if (!revokesWholeGrants) return [];
  if ("unseen" in revokesWholeGrants) return [unseen(revokesWholeGrants.unseen)];
  return [revokesWholeGrants.seen ? on : ok("the tenant's flag revoke_refresh_token_grant is off")];
}

const on = note({
  what: "the tenant's flag revoke_refresh_token_grant is on",
  why: "revoking a refresh token may then revoke all that the user has for the same application and API, also those of sessions that stay",
  advice: "turn it off in the tenant's advanced settings, unless that is what you want",
});

const unseen = (reason: string) =>
  note({
    what: `the tenant's flag revoke_refresh_token_grant was not looked at: ${reason}`,
    why: "where it is on, revoking a refresh token may also revoke those of sessions that stay",
    advice: "grant read:tenant_settings to the client that the doctor uses",
  });
