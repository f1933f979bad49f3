import { checkAccess } from "./checks/access";
import { checkAction } from "./checks/action";
import { checkApplicationToken } from "./checks/application-token";
import { checkBinding } from "./checks/binding";
import { checkConnection } from "./checks/connection";
import { checkDeployment } from "./checks/deployment";
import { checkDomain } from "./checks/domain";
import { checkGrantTypes } from "./checks/grant-types";
import { checkLaterActions } from "./checks/later-actions";
import { checkPolicy } from "./checks/policy";
import { checkRateLimit } from "./checks/rate-limit";
import { checkScopes } from "./checks/scopes";
import { checkSecrets } from "./checks/secrets";
import { checkSessionEndpoints } from "./checks/session-endpoints";
import { checkUnread } from "./checks/unread";
import type { Facts, TenantFacts } from "./examination/facts";
import type { Finding } from "./finding";

/** A finding and what it is about. */
export interface Diagnosis extends Finding {
  readonly subject: string;
}

/** In the order in which they are told: what must be there for the next to make sense comes first. */
const CHECKS: Record<string, (facts: TenantFacts) => Finding[]> = {
  domain: checkDomain,
  reading: checkUnread,
  deployment: checkDeployment,
  "grant types": checkGrantTypes,
  scopes: checkScopes,
  "Action's token": checkApplicationToken,
  "session endpoints": checkSessionEndpoints,
  Action: checkAction,
  secrets: checkSecrets,
  policy: checkPolicy,
  binding: checkBinding,
  "later Actions": checkLaterActions,
  "rate limit": checkRateLimit,
};

/** What the doctor makes of what it saw. */
export function diagnose({ domain, connection, access, tenant }: Facts): Diagnosis[] {
  return [
    { subject: "connection", ...checkConnection(domain, connection) },
    ...(access ? [{ subject: "access", ...checkAccess(access) }] : []),
    ...(tenant ? diagnoseTenant(tenant) : []),
  ];
}

function diagnoseTenant(tenant: TenantFacts): Diagnosis[] {
  return Object.entries(CHECKS).flatMap(([subject, check]) =>
    check(tenant).map((finding) => ({ subject, ...finding })),
  );
}
