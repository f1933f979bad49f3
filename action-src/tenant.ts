import type { Management, ManagementClient } from "auth0";
import type { ActionSecrets } from "../contract/action-secrets";
import type { PolicyDocument } from "../contract/policy";
import { AccessToken } from "./access-token";
import type { PostLoginEvent } from "./auth0-actions";
import { boundedFetch } from "./bounded-fetch";
import type { Budget } from "./budget";
import type { Cache } from "./cache";
import { Failure } from "./failure";
import { readListedSession, type ListedSession, type SessionResponse } from "./session";
import { requestToken } from "./token-request";

declare const require: (name: "auth0") => typeof import("auth0");

type UserSessions = Management.ListUserSessionsPaginatedResponseContent;

/** The most that the API lists at once. */
const PAGE_SIZE = 100;

/** The user's sessions, as the Management API knows and ends them. */
export class Tenant {
  private readonly token: AccessToken;
  private readonly management: ManagementClient;

  /** @param audience that of the canonical domain, also if a custom domain is called */
  constructor(
    secrets: PostLoginEvent["secrets"],
    private readonly policy: PolicyDocument,
    audience: string,
    cache: Cache,
    budget: Budget,
  ) {
    const known = readSecrets(secrets);
    const send = boundedFetch(budget);
    this.token = new AccessToken(cache, () => requestToken(known, audience, send), known, policy);
    // Not loaded before it is needed: it takes longest, and most executions do without.
    const { ManagementClient } = require("auth0");
    this.management = new ManagementClient({
      domain: known.domain,
      fetch: send,
      token: () => this.token.get(),
      maxRetries: 0,
      // The SDK leaves the timer of a failed request running. The budget is what ends a request, so this one may be over at once.
      timeoutInSeconds: 0,
    });
  }

  async listSessions(userId: string): Promise<ListedSession[]> {
    return this.authorized(async () => {
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
    });
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

  /** A shared token may be refused: the tenant's keys were rotated since, or it is from before a scope was granted. */
  private async authorized<T>(call: () => PromiseLike<T>): Promise<T> {
    const token = this.token.get();
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

/** Documented as an object and as an array. Of anything else the SDK would make an empty list. */
function readPage(response: UserSessions | SessionResponse[] | undefined): ListedSession[] {
  const sessions = Array.isArray(response) ? response : response?.sessions;
  if (!Array.isArray(sessions)) throw new Failure("MalformedAnswer");
  return sessions.filter((session) => typeof session?.id === "string").map(readListedSession);
}

function statusOf(error: unknown): unknown {
  return (error as { statusCode?: unknown } | undefined)?.statusCode;
}
