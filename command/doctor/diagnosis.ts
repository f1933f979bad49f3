import { checkAccess } from "./checks/access";
import { checkAction } from "./checks/action";
import { checkApplicationToken } from "./checks/application-token";
import { checkBinding } from "./checks/binding";
import { checkConnection } from "./checks/connection";
import { checkDeployment, type Expectations } from "./checks/deployment";
import { checkDomain } from "./checks/domain";
import { checkGrantTypes } from "./checks/grant-types";
import { checkLaterActions } from "./checks/later-actions";
import { checkLatestLogins } from "./checks/latest-logins";
import { checkLoggedCalls } from "./checks/logged-calls";
import { checkOtherLimits } from "./checks/other-limits";
import { checkPolicy } from "./checks/policy";
import { checkRateLimit } from "./checks/rate-limit";
import { checkRefreshTokenFlag } from "./checks/refresh-token-flag";
import { checkScopes } from "./checks/scopes";
import { checkSecondFactor } from "./checks/second-factor";
import { checkSecrets } from "./checks/secrets";
import { checkSessionEndpoints } from "./checks/session-endpoints";
import { checkUnawareApplications } from "./checks/unaware-applications";
import { checkUnread } from "./checks/unread";
import type { Facts, TenantFacts } from "./examination/facts";
import type { Finding } from "./finding";

/** A finding and what it is about. */
export interface Diagnosis extends Finding {
  readonly subject: string;
}

/** The checks, in the order of their findings: what later checks depend on comes first. */
const CHECKS: Record<string, (facts: TenantFacts, expectations: Expectations) => Finding[]> = {
  domain: checkDomain,
  reading: checkUnread,
  deployment: checkDeployment,
  "grant types": checkGrantTypes,
  scopes: checkScopes,
  "Action's token": checkApplicationToken,
  "session endpoints": checkSessionEndpoints,
  "Action's calls": checkLoggedCalls,
  "latest logins": checkLatestLogins,
  "applications' sessions": checkUnawareApplications,
  "second factor": checkSecondFactor,
  "refresh tokens": checkRefreshTokenFlag,
  Action: checkAction,
  secrets: checkSecrets,
  policy: checkPolicy,
  binding: checkBinding,
  "later Actions": checkLaterActions,
  "other limits": checkOtherLimits,
  "rate limit": checkRateLimit,
};

/** What the doctor concludes from the facts. */
export function diagnose(facts: Facts, expectations: Expectations = {}): Diagnosis[] {
  const { domain, connection, access, tenant } = facts;
  return [
    { subject: "connection", ...checkConnection(domain, connection) },
    ...(access ? [{ subject: "access", ...checkAccess(access) }] : []),
    ...(tenant ? diagnoseTenant(tenant, expectations) : []),
  ];
}

function diagnoseTenant(tenant: TenantFacts, expectations: Expectations): Diagnosis[] {
  return Object.entries(CHECKS).flatMap(([subject, check]) =>
    check(tenant, expectations).map((finding) => ({ subject, ...finding })),
  );
}
