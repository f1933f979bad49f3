import type { Management, ManagementClient } from "auth0";
import type { ActionSecrets } from "../contract/action-secrets";
import type { PolicyDocument } from "../contract/policy";
import { AccessToken } from "./access-token";
import type { PostLoginEvent } from "./auth0-actions";
import type { Budget } from "./budget";
import { readCache, writeCache, type Cache } from "./cache";
import { Failure } from "./failure";
import { LONGEST_PAUSE, type RateLimit } from "./rate-limit";
import { Requests } from "./requests";
import { readListedSession, type ListedSession, type SessionResponse } from "./session";
import { requestToken } from "./token-request";

declare const require: (name: "auth0") => typeof import("auth0");

type UserSessions = Management.ListUserSessionsPaginatedResponseContent;

/** The most that the API lists at once. */
const PAGE_SIZE = 100;

/** What a warm instance knows of the buckets that it takes its calls from. */
export interface RateLimits {
  management: RateLimit;
  /** That of the Authentication API, from which the Action takes a call a day. */
  authentication: RateLimit;
}

/** Where instances tell each other of a rate limit. */
const RATE_LIMIT_KEY = "single-session-rate-limit";

/** The user's sessions, as the Management API knows and ends them. */
export class Tenant {
  private readonly secrets: ActionSecrets;
  private readonly requests: Requests;
  private readonly token: AccessToken;
  private client?: ManagementClient;

  /** @param audience that of the canonical domain */
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

  /** @param calls without room for so many, the one for the list included, none is made */
  async listSessions(userId: string, calls: number): Promise<ListedSession[]> {
    const { management } = this.rateLimits;
    management.adopt(await readCache(this.cache, RATE_LIMIT_KEY));
    await this.requests.reserve(calls);
    try {
      return await this.authorized(() => this.readPages(userId));
    } finally {
      if (management.scarcity) void writeCache(this.cache, RATE_LIMIT_KEY, management.scarcity, LONGEST_PAUSE);
    }
  }

  private async readPages(userId: string): Promise<ListedSession[]> {
    const sessions: ListedSession[] = [];
    const cursors = new Set<string>();
    const page = await this.management.users.sessions.list(userId, { take: PAGE_SIZE });
    for (;;) {
      sessions.push(...readPage(page.response));
      if (!page.hasNextPage()) return sessions;
      const cursor = JSON.stringify(page.response.next);
      if (cursors.has(cursor)) throw new Failure("RepeatedPage");
      cursors.add(cursor);
      await page.getNextPage();
    }
  }

  /** A session that is gone already is a success. */
  async endSession(id: string): Promise<void> {
    const { sessions } = this.management;
    try {
      await this.authorized(() => (this.policy.refreshTokens === "revoke" ? sessions.revoke(id) : sessions.delete(id)));
    } catch (error) {
      if (statusOf(error) !== 404) throw error;
    }
  }

  /** Not loaded before it is needed: it takes longest, and most executions do without. */
  private get management(): ManagementClient {
    return (this.client ??= new (require("auth0").ManagementClient)({
      domain: this.secrets.domain,
      fetch: this.requests.fetch,
      token: () => this.token.get(),
      maxRetries: 0,
      // The SDK leaves the timer of a failed request running, so it is over at once. What ends a request is the budget.
      timeoutInSeconds: 0,
    }));
  }

  /** A shared token may be refused, if keys were rotated or a scope was granted since. */
  private async authorized<T>(call: () => PromiseLike<T>): Promise<T> {
    const token = this.token.get();
    // A call that fails before it asks for the token, as without the SDK, leaves nobody to hear how that ends.
    token.catch(() => undefined);
    try {
      return await call();
    } catch (error) {
      const isRefused = statusOf(error) === 401 || statusOf(error) === 403;
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

/** Documented as an object and as an array. Anything else is an empty list to the SDK. */
function readPage(response: UserSessions | SessionResponse[] | undefined): ListedSession[] {
  const sessions = Array.isArray(response) ? response : response?.sessions;
  if (!Array.isArray(sessions)) throw new Failure("MalformedAnswer");
  return sessions.filter((session) => typeof session?.id === "string").map(readListedSession);
}

function statusOf(error: unknown): unknown {
  return (error as { statusCode?: unknown } | undefined)?.statusCode;
}
