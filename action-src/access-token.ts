import type { ActionSecrets } from "../contract/action-secrets";
import type { PolicyDocument } from "../contract/policy";
import { readCache, writeCache, type Cache } from "./cache";
import { digest } from "./digest";
import { Failure } from "./failure";
import { isTokenText, type GrantedToken } from "./token-request";

/** A token is no longer used in its last minute. In milliseconds. */
const MARGIN = 60_000;

interface Token {
  key: string;
  value: string;
  /** Milliseconds since 1970. */
  expiresAt: number;
}

/** The token that one login leaves for the next, whoever the users are. */
let warm: unknown;

/** The request in progress. It serves all logins that arrive in the meantime. */
let request: { key: string; token: Promise<string> } | undefined;

/** One token for many logins: from the warm instance, from the trigger's cache or from Auth0, in this order. */
export class AccessToken {
  private readonly key: string;
  /** The token that this login uses. */
  private token?: Promise<string>;
  private isOwn = false;

  constructor(
    private readonly cache: Cache,
    private readonly send: () => Promise<GrantedToken>,
    secrets: ActionSecrets,
    policy: PolicyDocument,
  ) {
    this.key = cacheKey(secrets, policy);
  }

  get(): Promise<string> {
    return (this.token ??= this.obtain());
  }

  /** Replaces a shared token that was refused. A token that this login requested itself is not replaced: another would do no better. */
  async replace(refused: Promise<string>): Promise<boolean> {
    if (this.token !== refused) return true;
    if (this.isOwn) return false;
    await (this.token = this.obtain(await refused));
    return true;
  }

  private async obtain(refused?: string): Promise<string> {
    if (!this.isUsable(warm, refused)) {
      const cached = await readCache(this.cache, this.key);
      if (!this.isUsable(warm, refused) && this.isUsable(cached, refused)) warm = cached;
    }
    if (this.isUsable(warm, refused)) return warm.value;
    if (request?.key !== this.key) return this.renew();
    return request.token.catch((failure) => {
      // The login that made the request had less time than this one.
      if (failure instanceof Failure && failure.name === "TimeoutError") return this.obtain(refused);
      throw failure;
    });
  }

  private renew(): Promise<string> {
    this.isOwn = true;
    const token = this.ask().finally(() => (request = undefined));
    request = { key: this.key, token };
    return token;
  }

  private async ask(): Promise<string> {
    const { value, lifetime } = await this.send();
    const ttl = lifetime - MARGIN;
    if (ttl > 0) {
      warm = { key: this.key, value, expiresAt: Date.now() + ttl };
      void writeCache(this.cache, this.key, warm, ttl);
    }
    return value;
  }

  private isUsable(token: unknown, refused: string | undefined): token is Token {
    const { key, value, expiresAt } = (token ?? {}) as Partial<Token>;
    return key === this.key && isTokenText(value) && value !== refused && Number(expiresAt) > Date.now();
  }
}

/** A token is only good for its own credentials and scopes. Auth0 allows keys of up to 64 bytes. */
function cacheKey({ domain, clientId }: ActionSecrets, { refreshTokens }: PolicyDocument): string {
  return `single-session-token-${digest([domain, clientId, refreshTokens].join("\n"), 16)}`;
}
