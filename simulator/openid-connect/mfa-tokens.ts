import { randomBytes } from "node:crypto";
import { OAuthError } from "../errors";
import type { WaitingLogin } from "../logins/logins";
import type { Clock } from "../tenant/clock";

/** Milliseconds. Source: Auth0, "Authenticate Using the Resource Owner Password Flow with MFA". */
const LIFETIME = 10 * 60 * 1000;

/** How many are known at once; the oldest is forgotten. */
const MAXIMUM = 1000;

/**
 * Logins that wait for a second factor, each by the `mfa_token` that its application has got. The refusals are those that
 * Auth0's SDKs for Android and Swift tell apart.
 */
export class MfaTokens {
  private readonly waiting = new Map<string, { login: WaitingLogin; until: number }>();

  constructor(private readonly clock: Clock) {}

  issue(login: WaitingLogin): string {
    const token = `Fe26.2*${randomBytes(32).toString("base64url")}`;
    this.waiting.set(token, { login, until: this.clock.milliseconds + LIFETIME });
    const [oldest] = this.waiting.keys();
    if (oldest !== undefined && this.waiting.size > MAXIMUM) this.waiting.delete(oldest);
    return token;
  }

  /** @throws OAuthError */
  find(token: string): WaitingLogin {
    const found = this.waiting.get(token);
    if (!found) throw new OAuthError(403, "invalid_grant", "Malformed mfa_token");
    if (found.until <= this.clock.milliseconds) throw new OAuthError(401, "expired_token", "mfa_token is expired");
    return found.login;
  }

  /** It is good for one login. */
  use(token: string): void {
    this.waiting.delete(token);
  }
}
