import type { EventSession, PostLoginApi, PostLoginEvent } from "../../action-src/auth0-actions";
import type { SessionPolicyProps } from "../../contract/policy";
import { pass } from "./passing-time";
import { ScriptedTenant } from "./scripted-tenant";

export const SECRETS = { domain: ScriptedTenant.DOMAIN, clientId: "client-id", clientSecret: "client-secret" };
export const LIST = "GET /api/v2/users/auth0%7Cada/sessions?include_totals=true&take=100";
export const TOKEN = "POST /oauth/token";

interface SignIn {
  policy?: SessionPolicyProps;
  event?: Partial<PostLoginEvent>;
  api?: Partial<PostLoginApi>;
  action?: Action;
}

/** Auth0 as far as the Action sees it: a tenant to script, a cache, and what becomes of the login. Nobody waits really. */
export class Auth0 {
  readonly tenant = new ScriptedTenant();
  readonly cache = new Map<string, string>();
  /** How long each entry of the cache was to stay, in milliseconds. */
  readonly lifetimes: number[] = [];
  readonly revokeSession = jest.fn();
  readonly revokeToken = jest.fn();
  readonly deny = jest.fn();
  private readonly log = jest.spyOn(console, "log").mockImplementation();

  readonly api: PostLoginApi = {
    cache: {
      get: (key) => (this.cache.has(key) ? { value: this.cache.get(key)! } : undefined),
      set: (key, value, { ttl }) => {
        this.cache.set(key, value);
        this.lifetimes.push(ttl);
      },
    },
    session: { revoke: this.revokeSession },
    refreshToken: { revoke: this.revokeToken },
    access: { deny: this.deny },
  };

  constructor() {
    jest.useFakeTimers();
  }

  /** Runs the Action as a cold instance would, or as the warm one that was handed in. */
  async run({ policy = {}, event = {}, api = {}, action = coldStart(policy) }: SignIn = {}): Promise<void> {
    const login = { user: { user_id: "auth0|ada" }, session: sessionOf("current", 9), secrets: SECRETS, ...event };
    await action(login, { ...this.api, ...api });
  }

  /** The same, of which nothing else runs meanwhile, and what it reports: one line. */
  async signIn(login: SignIn = {}) {
    const before = this.reports().length;
    await pass(this.run(login));
    const [report, ...others] = this.reports().slice(before);
    expect(others).toEqual([]);
    return report!;
  }

  /** Of all logins so far. */
  reports(): Record<string, unknown>[] {
    return this.log.mock.calls.map((line) => {
      expect(line).toEqual([expect.any(String)]);
      return JSON.parse(line[0] as string) as Record<string, unknown>;
    });
  }

  restore(): void {
    this.log.mockRestore();
    jest.useRealTimers();
    this.tenant.restore();
  }
}

type Module = typeof import("../../action-src/single-session");
export type Action = Module["onExecutePostLogin"];

/** @param policy as it stands above the Action's code */
export function coldStart(policy: unknown = {}): Action {
  Object.assign(globalThis, {
    POLICY: policy,
    MANAGEMENT_API_AUDIENCE: "https://canonical.eu.auth0.com/api/v2/",
  });
  let action!: Action;
  jest.isolateModules(() => {
    action = jest.requireActual<Module>("../../action-src/single-session").onExecutePostLogin;
  });
  return action;
}

export function sessionOf(id: string, minute: number): EventSession & { id: string } {
  const time = new Date(Date.UTC(2026, 10, 24, 10, minute)).toISOString();
  return { id, authenticated_at: time, created_at: time, updated_at: time };
}

/** @param lifetime seconds */
export const token = (name = "token", lifetime: unknown = 86_400) => ({
  status: 200,
  body: { access_token: name, expires_in: lifetime },
});
export const listOf = (...sessions: object[]) => ({ status: 200, body: { sessions } });
export const accepted = { status: 202 };
export const deletion = (id: string) => `DELETE /api/v2/sessions/${id}`;
export const old = sessionOf("old", 1);
export const current = sessionOf("current", 9);
