import type { RateLimit } from "../tenant/token-bucket";
import { RATE_LIMITS } from "../traffic";

/** What the page offers, by what it says. */
export const RATE_LIMIT_CHOICES: Record<string, RateLimit | undefined> = {
  "Enterprise, production: 50 at once, 16 a second": RATE_LIMITS.enterpriseProduction,
  "Enterprise, other tenants: 10 at once, 2 a second": RATE_LIMITS.enterpriseOther,
  None: undefined,
};
