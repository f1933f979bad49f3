import type { ManagementClient } from "auth0";
import { AccessToken } from "./access-token";
import type { Cache, Secrets } from "./auth0-actions";
import { boundedFetch } from "./bounded-fetch";
import type { Deadline } from "./deadline";
import type { PolicyDocument } from "./policy";
import { readListedSession, type ListedSession } from "./session";

declare const require: (name: "auth0") => typeof import("auth0");

/** The most that the API lists at once. */
const PAGE_SIZE = 100;

/** The user's sessions, as the Management API knows and ends them, within a time budget. */
export class Tenant {
  private readonly token: AccessToken;
  private readonly management: ManagementClient;

  /**
   * @param audience the Management API's identifier; a custom domain serves it under the canonical domain's
   */
  constructor(
    secrets: Secrets,
    private readonly policy: PolicyDocument,
    audience: string,
    cache: Cache,
    deadline: Deadline,
  ) {
    // Loaded here, since it takes longer than the rest of the Action and most executions do not need it.
    const { createManagementAuth, ManagementClient } = require("auth0");
    const { domain, clientId, clientSecret } = secrets;
    const connection = { domain, fetch: boundedFetch(deadline) };
    const requestToken = () => createManagementAuth({ ...connection, audience, clientId, clientSecret }).getToken();
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
    const end = () => (this.policy.refreshTokens === "revoke" ? sessions.revoke(id) : sessions.delete(id));
    await this.authorized(async () => {
      try {
        await end();
      } catch (error) {
        if (statusOf(error) !== 404) throw error;
      }
    });
  }

  /** A shared token may be refused, after a rotation of the tenant's keys for instance. */
  private async authorized<T>(call: () => Promise<T>): Promise<T> {
    try {
      return await call();
    } catch (error) {
      if (statusOf(error) !== 401 || !(await this.token.replace())) throw error;
      return call();
    }
  }
}

/** The SDK takes an answer that it does not understand for an empty list, which would leave every session in place. */
function readPage(response: { sessions?: unknown }): ListedSession[] {
  if (!Array.isArray(response?.sessions)) throw new TypeError("the answer lists no sessions");
  return response.sessions.map(readListedSession).filter((session) => session !== undefined);
}

function statusOf(error: unknown): unknown {
  return (error as { statusCode?: unknown }).statusCode;
}
