import type { KoaContextWithOIDC } from "oidc-provider";
import type { StoredSession } from "../tenant/sessions";
import type { CompletedLogin } from "../logins/login-in-progress";

/** Milliseconds. A code lives a minute, a device's code ten. */
const KEPT = 15 * 60 * 1000;

/** Each login has a grant of its own in oidc-provider, by which its tokens find it. */
export class CompletedLogins {
  private readonly domains = new WeakMap<StoredSession, string>();
  private readonly byGrant = new Map<string, { completed: CompletedLogin; until: number; refreshToken?: string }>();

  add(grantId: string, completed: CompletedLogin): void {
    const now = Date.now();
    const { session, domain } = completed.login;
    if (session) this.domains.set(session, domain);
    for (const [oldest, { until }] of this.byGrant) {
      if (until > now) break;
      this.byGrant.delete(oldest);
    }
    this.byGrant.set(grantId, { completed, until: now + KEPT });
  }

  /** The domain whose tokens the session's applications have. */
  domainOf(session: StoredSession): string | undefined {
    return this.domains.get(session);
  }

  of(ctx: KoaContextWithOIDC): CompletedLogin | undefined {
    return this.entryOf(ctx)?.completed;
  }

  /** @param id of the refresh token that the application gets with the login */
  giveOut(ctx: KoaContextWithOIDC, id: string): void {
    Object.assign(this.entryOf(ctx) ?? {}, { refreshToken: id });
  }

  refreshTokenOf(grantId: string): string | undefined {
    return this.byGrant.get(grantId)?.refreshToken;
  }

  private entryOf({ oidc: { entities } }: KoaContextWithOIDC) {
    return this.byGrant.get(entities.Grant?.jti ?? "");
  }
}
