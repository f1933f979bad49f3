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
  why: "revoking a refresh token may then revoke all of the user's tokens for the same application and API, including those of sessions that remain",
  advice: "turn the flag off in the tenant's advanced settings, unless you want that",
});

const unseen = (reason: string) =>
  note({
    what: `the tenant's flag revoke_refresh_token_grant was not examined: ${reason}`,
    why: "if it is on, revoking a refresh token may also revoke those of sessions that remain",
    advice: "grant read:tenant_settings to the doctor's client",
  });
