import type { Management } from "auth0";

/** Milliseconds since the Unix epoch; `Infinity` for never. */
export interface Expiry {
  absolute: number;
  idle: number;
}

/** When a token expires that was issued and used at these moments, by the settings of its application. */
export function expiryOf(
  settings: Partial<Management.ClientRefreshTokenConfiguration> | null | undefined,
  { issuedAt, usedAt }: { issuedAt: number; usedAt: number },
): Expiry {
  const expires = settings?.expiration_type === "expiring" && !settings.infinite_token_lifetime;
  const idles = settings?.idle_token_lifetime !== undefined && !settings.infinite_idle_token_lifetime;
  const absolute = expires ? issuedAt + (settings.token_lifetime ?? DEFAULT_LIFETIME) * 1000 : Infinity;
  const idle = idles ? usedAt + (settings.idle_token_lifetime ?? 0) * 1000 : Infinity;
  return { absolute, idle: Math.min(idle, absolute) };
}

/** Seconds: 30 days. Source: the Management API's documentation of `token_lifetime`. */
const DEFAULT_LIFETIME = 2_592_000;
