import { createHash } from "node:crypto";
import type { Cache, Secrets } from "./auth0-actions";
import type { PolicyDocument } from "./policy";

/** A token is not used in its last minute, in milliseconds. */
const MARGIN = 60_000;

interface Token {
  key: string;
  value: string;
  /** Milliseconds since 1970. */
  expiresAt: number;
}

/** Auth0 keeps an instance of the Action warm for many logins, of any user. This is all that one leaves to the next. */
let warm: Token | undefined;

/**
 * One Management API token for many logins: from the warm instance, else from the trigger's cache, else from Auth0.
 */
export class AccessToken {
  private readonly key: string;
  private requested = false;

  constructor(
    private readonly cache: Cache,
    private readonly request: () => Promise<string>,
    secrets: Secrets,
    policy: PolicyDocument,
  ) {
    this.key = cacheKey(secrets, policy);
  }

  async get(): Promise<string> {
    return this.shared() ?? this.renew();
  }

  /**
   * Asks for a new token in place of one that was refused.
   *
   * @returns whether there is one: a token that this login asked for itself is as good as the next
   */
  async replace(): Promise<boolean> {
    if (this.requested) return false;
    await this.renew();
    return true;
  }

  private async renew(): Promise<string> {
    this.requested = true;
    const value = await this.request();
    const expiresAt = readExpiry(value) - MARGIN;
    const ttl = expiresAt - Date.now();
    if (ttl > 0) {
      warm = { key: this.key, value, expiresAt };
      this.cache.set(this.key, JSON.stringify(warm), { ttl });
    }
    return value;
  }

  private shared(): string | undefined {
    const token = isUsable(warm, this.key) ? warm : this.cached();
    warm = token;
    return token?.value;
  }

  private cached(): Token | undefined {
    const entry = this.cache.get(this.key);
    const token = entry ? (JSON.parse(entry.value) as Token) : undefined;
    return isUsable(token, this.key) ? token : undefined;
  }
}

function isUsable(token: Token | undefined, key: string): token is Token {
  return token?.key === key && token.expiresAt > Date.now();
}

/**
 * A token is shared only by executions that would ask for the same one: new credentials, or a policy that needs another
 * scope, start afresh. Auth0 allows keys of 64 bytes.
 */
function cacheKey({ domain, clientId }: Secrets, { refreshTokens }: PolicyDocument): string {
  const identity = createHash("sha256").update([domain, clientId, refreshTokens].join("\n")).digest("hex");
  return `single-session-token-${identity.slice(0, 16)}`;
}

/** Milliseconds since 1970; Management API tokens are JWTs. */
function readExpiry(token: string): number {
  const payload = Buffer.from(token.split(".")[1] ?? "", "base64url").toString();
  return (JSON.parse(payload) as { exp: number }).exp * 1000;
}
