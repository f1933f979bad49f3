import type { KoaContextWithOIDC } from "oidc-provider";
import type { PostLoginResult } from "../actions/post-login";
import type { Login } from "../logins/login-in-progress";

/** What a login led to, until its tokens are given out. */
export interface CompletedLogin {
  login: Login;
  result: PostLoginResult;
}

/** Milliseconds. A code lives a minute, a device's code ten. */
const KEPT = 15 * 60 * 1000;

/** Each login has a grant of its own in oidc-provider, by which its tokens find it. */
export class CompletedLogins {
  private readonly byGrant = new Map<string, { completed: CompletedLogin; until: number }>();

  add(grantId: string, completed: CompletedLogin): void {
    const now = Date.now();
    for (const [oldest, { until }] of this.byGrant) {
      if (until > now) break;
      this.byGrant.delete(oldest);
    }
    this.byGrant.set(grantId, { completed, until: now + KEPT });
  }

  of(ctx: KoaContextWithOIDC): CompletedLogin | undefined {
    const grantId = ctx.oidc.entities.Grant?.jti;
    return grantId === undefined ? undefined : this.byGrant.get(grantId)?.completed;
  }
}
