import type { Management, ManagementClient } from "auth0";
import { AccessToken } from "./access-token";
import type { ActionSecrets } from "../contract/action-secrets";
import type { Cache } from "./auth0-actions";
import { boundedFetch } from "./bounded-fetch";
import type { Budget } from "./budget";
import type { PolicyDocument } from "../contract/policy";
import { readListedSession, type ListedSession, type SessionResponse } from "./session";

declare const require: (name: "auth0") => typeof import("auth0");

type UserSessions = Management.ListUserSessionsPaginatedResponseContent;

/** The most that the API lists at once. */
const PAGE_SIZE = 100;

/** The user's sessions, as the Management API knows and ends them. */
export class Tenant {
  private readonly token: AccessToken;
  private readonly management: ManagementClient;

  /** @param audience that of the canonical domain, also where a custom domain is called */
  constructor(
    secrets: ActionSecrets,
    private readonly policy: PolicyDocument,
    audience: string,
    cache: Cache,
    budget: Budget,
  ) {
    // Not loaded before it is needed: it takes longest, and most executions do without.
    const { createManagementAuth, ManagementClient } = require("auth0");
    const { domain, clientId, clientSecret = "", privateKey } = secrets;
    const connection = { domain, fetch: boundedFetch(budget) };
    const proof = privateKey ? { clientAssertionSigningKey: privateKey } : { clientSecret };
    const requestToken = () => createManagementAuth({ ...connection, audience, clientId, ...proof }).getToken();
    this.token = new AccessToken(cache, requestToken, secrets, policy);
    this.management = new ManagementClient({
      ...connection,
      token: () => this.token.get(),
      maxRetries: 0,
      timeoutInSeconds: policy.timeBudget / 1000,
    });
  }

  async listSessions(userId: string): Promise<ListedSession[]> {
    return this.authorized(async () => {
      const sessions: ListedSession[] = [];
      const page = await this.management.users.sessions.list(userId, { take: PAGE_SIZE });
      for (;;) {
        sessions.push(...readPage(page.response));
        if (!page.hasNextPage()) return sessions;
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

  /** A shared token may be refused, after a rotation of the tenant's keys for instance. */
  private async authorized<T>(call: () => PromiseLike<T>): Promise<T> {
    const token = this.token.get();
    try {
      return await call();
    } catch (error) {
      if (statusOf(error) !== 401 || !(await this.token.replace(token))) throw error;
      return await call();
    }
  }
}

/** Documented as an object and as an array. Of anything else the SDK would make an empty list. */
function readPage(response: UserSessions | SessionResponse[] | undefined): ListedSession[] {
  const sessions = Array.isArray(response) ? response : response?.sessions;
  if (!Array.isArray(sessions)) throw Object.assign(new Error(), { name: "MalformedAnswer" });
  return sessions.filter((session) => session?.id).map(readListedSession);
}

function statusOf(error: unknown): unknown {
  return (error as { statusCode?: unknown }).statusCode;
}
