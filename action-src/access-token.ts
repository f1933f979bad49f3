import { createHash } from "node:crypto";
import type { ActionSecrets } from "../contract/action-secrets";
import type { Cache } from "./auth0-actions";
import type { PolicyDocument } from "../contract/policy";

/** A token is not used in its last minute, in milliseconds. */
const MARGIN = 60_000;

interface Token {
  key: string;
  value: string;
  /** Milliseconds since 1970. */
  expiresAt: number;
}

/** All that one login leaves to the next, whoever the users are. */
let warm: Token | undefined;

/** One token for many logins: from the warm instance, else the trigger's cache, else Auth0. */
export class AccessToken {
  private readonly key: string;
  /** That of this login. */
  private token?: Promise<string>;
  private requested = false;

  constructor(
    private readonly cache: Cache,
    private readonly request: () => Promise<string>,
    secrets: ActionSecrets,
    policy: PolicyDocument,
  ) {
    this.key = cacheKey(secrets, policy);
  }

  get(): Promise<string> {
    return (this.token ??= this.shared() ?? this.renew());
  }

  /** Replaces a shared token that was refused. One that this login asked for is as good as another. */
  async replace(refused: Promise<string>): Promise<boolean> {
    if (this.token !== refused) return true;
    if (this.requested) return false;
    await (this.token = this.renew());
    return true;
  }

  private shared(): Promise<string> | undefined {
    warm = [warm, this.cached()].find((token) => token?.key === this.key && token.expiresAt > Date.now());
    return warm && Promise.resolve(warm.value);
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

  private cached(): Token | undefined {
    const entry = this.cache.get(this.key);
    return entry && (JSON.parse(entry.value) as Token);
  }
}

/** Other credentials, or a policy that needs another scope, need another token. Auth0 allows keys of 64 bytes. */
function cacheKey({ domain, clientId }: ActionSecrets, { refreshTokens }: PolicyDocument): string {
  const identity = createHash("sha256").update([domain, clientId, refreshTokens].join("\n")).digest("hex");
  return `single-session-token-${identity.slice(0, 16)}`;
}

/** Milliseconds since 1970; Management API tokens are JWTs. */
function readExpiry(token: string): number {
  const payload = Buffer.from(token.split(".")[1] ?? "", "base64url").toString();
  return (JSON.parse(payload) as { exp: number }).exp * 1000;
}
