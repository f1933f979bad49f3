import type { ManagementClient } from "auth0";
import type { ActionSecrets } from "../contract/action-secrets";
import type { PolicyDocument } from "../contract/policy";
import { AccessToken } from "./access-token";
import type { PostLoginEvent } from "./auth0-actions";
import type { Budget } from "./budget";
import { readCache, writeCache, type Cache } from "./cache";
import { readListedToken, type ListedToken, type TokenResponse } from "./device";
import { endSession, endTokens, statusOf } from "./ending";
import { Failure } from "./failure";
import { PAGE_SIZE, readPages } from "./pages";
import { LONGEST_PAUSE, type RateLimit } from "./rate-limit";
import { Requests } from "./requests";
import { readListedSession, type ListedSession, type SessionResponse } from "./session";
import { requestToken } from "./token-request";

declare const require: (name: "auth0") => typeof import("auth0");

export interface Listed {
  sessions: ListedSession[];
  /** Empty unless the policy also counts devices without a session. */
  tokens: ListedToken[];
}

/** What a warm instance knows about the buckets that it takes its calls from. */
export interface RateLimits {
  management: RateLimit;
  /** The bucket of the Authentication API, to which the Action makes about one call a day. */
  authentication: RateLimit;
}

/** The cache key under which instances tell each other about the rate limit. */
const RATE_LIMIT_KEY = "single-session-rate-limit";

/** Lists and ends a user's sessions and refresh tokens through the Management API. */
export class Tenant {
  private readonly secrets: ActionSecrets;
  private readonly requests: Requests;
  private readonly token: AccessToken;
  private client?: ManagementClient;

  /** @param audience the Management API's identifier, with the canonical domain */
  constructor(
    secrets: PostLoginEvent["secrets"],
    private readonly policy: PolicyDocument,
    audience: string,
    private readonly cache: Cache,
    private readonly rateLimits: RateLimits,
    budget: Budget,
  ) {
    const known = (this.secrets = readSecrets(secrets));
    this.requests = new Requests(rateLimits.management, budget);
    const { fetch } = new Requests(rateLimits.authentication, budget);
    this.token = new AccessToken(cache, () => requestToken(known, audience, fetch), known, policy);
  }

  /** @param calls how many calls there must be room for, including those for the lists; otherwise, none is made */
  async list(userId: string, calls: number): Promise<Listed> {
    const { management } = this.rateLimits;
    management.adopt(await readCache(this.cache, RATE_LIMIT_KEY));
    await this.requests.reserve(calls);
    try {
      const [sessions, tokens] = await Promise.all([this.listSessions(userId), this.listTokens(userId)]);
      return { sessions, tokens };
    } finally {
      if (management.scarcity) void writeCache(this.cache, RATE_LIMIT_KEY, management.scarcity, LONGEST_PAUSE);
    }
  }

  private async listSessions(userId: string): Promise<ListedSession[]> {
    const list = () => this.management.users.sessions.list(userId, { take: PAGE_SIZE });
    const sessions = await this.authorized(() => readPages<SessionResponse>(list, "sessions"));
    return sessions.map(readListedSession);
  }

  private async listTokens(userId: string): Promise<ListedToken[]> {
    if (this.policy.refreshTokens !== "revoke-others") return [];
    const list = () => this.management.users.refreshToken.list(userId, { take: PAGE_SIZE });
    const tokens = await this.authorized(() => readPages<TokenResponse>(list, "tokens"));
    return tokens.map(readListedToken);
  }

  endSession(id: string): Promise<void> {
    return this.end(() => endSession(id, this.management, this.policy));
  }

  endTokens(ids: readonly string[]): Promise<void> {
    return endTokens(ids, this.management, (call) => this.end(call));
  }

  /** Ending something that is already gone is a success. */
  private async end(call: () => PromiseLike<void>): Promise<void> {
    try {
      await this.authorized(call);
    } catch (error) {
      if (statusOf(error) !== 404) throw error;
    }
  }

  /** The SDK is loaded only when it is needed: loading it takes longest, and most executions do without it. */
  private get management(): ManagementClient {
    return (this.client ??= new (require("auth0").ManagementClient)({
      domain: this.secrets.domain,
      fetch: this.requests.fetch,
      token: () => this.token.get(),
      maxRetries: 0,
      // The SDK leaves the timer of a failed request running, so that timer is set to zero. The budget ends a request instead.
      timeoutInSeconds: 0,
    }));
  }

  /** A shared token may be refused if keys were rotated or a scope was granted since it was issued. */
  private async authorized<T>(call: () => PromiseLike<T>): Promise<T> {
    const token = this.token.get();
    // If a call fails before it asks for the token, for instance because the SDK is missing, nobody else handles a rejection.
    token.catch(() => undefined);
    try {
      return await call();
    } catch (error) {
      const isRefused = [401, 403].includes(statusOf(error) as number);
      if (!isRefused || !(await this.token.replace(token))) throw error;
      return await call();
    }
  }
}

function readSecrets(secrets: PostLoginEvent["secrets"]): ActionSecrets {
  const isText = (name: string) => typeof secrets?.[name] === "string";
  const isWhole = isText("domain") && isText("clientId") && (isText("clientSecret") || isText("privateKey"));
  if (!isWhole) throw new Failure("MissingSecrets");
  return secrets as unknown as ActionSecrets;
}
