import type { Cache, EventSession, PostLoginEvent } from "../../action-src/auth0-actions";
import type { PolicyDocument } from "../../contract/policy";
import { policyOf } from "./policy";
import { accessToken, ScriptedTenant } from "./scripted-tenant";

export const SECRETS = { domain: ScriptedTenant.DOMAIN, clientId: "client-id", clientSecret: "client-secret" };
export const LIST = "GET /api/v2/users/auth0%7Cada/sessions?include_totals=true&take=100";
export const TOKEN = "POST /oauth/token";

/** What each test of a file that imports this begins with. */
export let tenant: ScriptedTenant;
export let cache: Map<string, string>;
let log: jest.SpyInstance<void, unknown[]>;
export let lifetimes: number[];
export const revokeSession = jest.fn();
export const revokeToken = jest.fn();

beforeEach(() => {
  tenant = new ScriptedTenant();
  cache = new Map();
  lifetimes = [];
  log = jest.spyOn(console, "log").mockImplementation();
  jest.clearAllMocks();
});

afterEach(() => {
  tenant.restore();
  log.mockRestore();
});

/** Runs the Action as a cold instance would, or as the warm one that was handed in. */
export async function signIn({
  policy = {},
  event = {},
  action = coldStart(policy),
}: { policy?: Partial<PolicyDocument>; event?: Partial<PostLoginEvent>; action?: Action } = {}) {
  const login = { user: { user_id: "auth0|ada" }, session: sessionOf("current", 9), secrets: SECRETS, ...event };
  await action(login, { cache: cacheApi(), session: { revoke: revokeSession }, refreshToken: { revoke: revokeToken } });
  return JSON.parse(log.mock.lastCall![0] as string) as Record<string, unknown>;
}

type Module = typeof import("../../action-src/single-session");
type Action = Module["onExecutePostLogin"];

export function coldStart(policy: Partial<PolicyDocument> = {}): Action {
  Object.assign(globalThis, {
    POLICY: policyOf(policy),
    MANAGEMENT_API_AUDIENCE: "https://canonical.eu.auth0.com/api/v2/",
  });
  let action!: Action;
  jest.isolateModules(() => {
    action = jest.requireActual<Module>("../../action-src/single-session").onExecutePostLogin;
  });
  return action;
}

function cacheApi(): Cache {
  return {
    get: (key) => (cache.has(key) ? { value: cache.get(key)! } : undefined),
    set: (key, value, { ttl }) => {
      cache.set(key, value);
      lifetimes.push(ttl);
    },
  };
}

export function sessionOf(id: string, minute: number): EventSession & { id: string } {
  const time = new Date(Date.UTC(2026, 10, 24, 10, minute)).toISOString();
  return { id, authenticated_at: time, created_at: time, updated_at: time };
}

export const token = (name = "token") => ({
  status: 200,
  body: { access_token: accessToken(name), expires_in: 86_400 },
});
export const listOf = (...sessions: object[]) => ({ status: 200, body: { sessions } });
export const accepted = { status: 202 };
export const deletion = (id: string) => `DELETE /api/v2/sessions/${id}`;
export const old = sessionOf("old", 1);
export const current = sessionOf("current", 9);
