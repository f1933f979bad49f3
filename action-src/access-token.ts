import { createHash } from "node:crypto";
import type { ActionSecrets } from "../contract/action-secrets";
import type { PolicyDocument } from "../contract/policy";
import { readCache, writeCache, type Cache } from "./cache";
import type { GrantedToken } from "./token-request";

/** A token is not used in its last minute, in milliseconds. */
const MARGIN = 60_000;

interface Token {
  key: string;
  value: string;
  /** Milliseconds since 1970. */
  expiresAt: number;
}

/** What one login leaves to the next, whoever the users are. */
let warm: unknown;

/** One token for many logins: from the warm instance, else the trigger's cache, else Auth0. */
export class AccessToken {
  private readonly key: string;
  /** That of this login. */
  private token?: Promise<string>;
  private requested = false;

  constructor(
    private readonly cache: Cache,
    private readonly request: () => Promise<GrantedToken>,
    secrets: ActionSecrets,
    policy: PolicyDocument,
  ) {
    this.key = cacheKey(secrets, policy);
  }

  get(): Promise<string> {
    return (this.token ??= this.obtain());
  }

  /** Replaces a shared token that was refused. One that this login asked for is as good as another. */
  async replace(refused: Promise<string>): Promise<boolean> {
    if (this.token !== refused) return true;
    if (this.requested) return false;
    await (this.token = this.renew());
    return true;
  }

  private async obtain(): Promise<string> {
    if (this.isUsable(warm)) return warm.value;
    const cached = await readCache(this.cache, this.key);
    if (!this.isUsable(cached)) return this.renew();
    warm = cached;
    return cached.value;
  }

  private async renew(): Promise<string> {
    this.requested = true;
    const { value, lifetime } = await this.request();
    const ttl = lifetime - MARGIN;
    if (ttl > 0) {
      warm = { key: this.key, value, expiresAt: Date.now() + ttl };
      void writeCache(this.cache, this.key, warm, ttl);
    }
    return value;
  }

  private isUsable(token: unknown): token is Token {
    const { key, value, expiresAt } = (token ?? {}) as Partial<Token>;
    return key === this.key && typeof value === "string" && Number(expiresAt) > Date.now();
  }
}

/** Other credentials, or a policy that needs another scope, need another token. Auth0 allows keys of 64 bytes. */
function cacheKey({ domain, clientId }: ActionSecrets, { refreshTokens }: PolicyDocument): string {
  const identity = createHash("sha256").update([domain, clientId, refreshTokens].join("\n")).digest("hex");
  return `single-session-token-${identity.slice(0, 16)}`;
}
