import type { TerraformStack } from "cdktf";
import { SingleSessionConstruct, type SessionPolicyProps } from "../../constructs";
import type { FaultyRoute, LoginOutcome } from "../../simulator/simulator";
import { Deployment, PREPARATION_TIME } from "./deployment";
import { faultTable, type Request } from "./fault-table";

jest.setTimeout(60_000);

/** Milliseconds: what silence costs a test, and time enough for all that is to succeed, on a machine that does more besides. */
const TIME_BUDGET = 2000;

/** Milliseconds, on a machine that does more besides. The SDK, left to itself, waits longer. */
const LONGEST_HOLD = 10_000;

/** The most that the API lists at once: a user who is allowed so many has a second page at the next login. */
const PAGE_SIZE = 100;

interface Endpoint {
  name: string;
  request: Request;
  route: Pick<FaultyRoute, "method" | "path">;
  /** How many sessions the user holds, and may hold. */
  limit: number;
}

const token: Endpoint = {
  name: "POST /oauth/token",
  request: "token",
  route: { method: "POST", path: "/oauth/token" },
  limit: 1,
};
const list: Endpoint = {
  name: "GET /users/{id}/sessions",
  request: "list",
  route: { method: "GET", path: "/api/v2/users/:id/sessions" },
  limit: 1,
};
const secondPage: Endpoint = {
  name: "GET /users/{id}/sessions, second page",
  request: "list",
  route: { method: "GET", path: /^\/api\/v2\/users\/[^/]+\/sessions\?.*\bfrom=/ },
  limit: PAGE_SIZE,
};
const listOfTokens: Endpoint = {
  name: "GET /users/{id}/refresh-tokens",
  request: "list",
  route: { method: "GET", path: "/api/v2/users/:id/refresh-tokens" },
  limit: 1,
};
const deletion: Endpoint = {
  name: "DELETE /sessions/{id}",
  request: "end",
  route: { method: "DELETE", path: "/api/v2/sessions/:id" },
  limit: 1,
};
const revocation: Endpoint = {
  name: "POST /sessions/{id}/revoke",
  request: "end",
  route: { method: "POST", path: "/api/v2/sessions/:id/revoke" },
  limit: 1,
};

const day = 86_400;
const situations = [
  // A token of a minute is not shared, so that each login asks for its own.
  { title: "without a token", refreshTokens: "keep", tokenLifetime: 60, endpoints: [token] },
  { title: "with a shared token", refreshTokens: "keep", tokenLifetime: day, endpoints: [list, secondPage, deletion] },
  { title: "that revokes refresh tokens", refreshTokens: "revoke", tokenLifetime: day, endpoints: [revocation] },
  { title: "that limits devices", refreshTokens: "revoke-others", tokenLifetime: day, endpoints: [listOfTokens] },
] as const;

let deployment: Deployment;

describe.each(["allow-login", "deny-login"] as const)("%s: a login", (onFailure) => {
  describe.each(situations)("$title", ({ refreshTokens, tokenLifetime, endpoints }) => {
    const users = new Map<Endpoint, string>();

    beforeAll(async () => {
      deployment = await Deployment.start();
      for (const endpoint of endpoints) users.set(endpoint, await addUserAtLimit(endpoint.limit));
      await setTokenLifetime(tokenLifetime);
      await deploy({ onFailure, refreshTokens, timeBudget: TIME_BUDGET, userLimit: { appMetadataKey: "limit" } });
      const user = await deployment.addUser();
      await signIn(user); // a first login, which has nothing to end
      await signIn(user); // loads the SDK, which may take longer than the budget
    }, PREPARATION_TIME);
    afterAll(() => deployment.stop());
    afterEach(() => deployment.simulator.faults.clear());

    describe.each<Endpoint>([...endpoints])("at $name:", (endpoint) => {
      test.each(faultTable)("$name", async ({ fault, times = Infinity, ...row }) => {
        const { outcome, error } = row[endpoint.request];
        const denied = outcome.login[onFailure] === "is refused";
        const user = users.get(endpoint)!;
        await signIn(user);
        const [oldest = "", ...others] = await deployment.sessionsOf(user);
        expect(others).toHaveLength(endpoint.limit - 1);

        const injected = deployment.simulator.faults.inject({ ...endpoint.route, fault: fault(), times });
        const login = await signIn(user);
        deployment.simulator.faults.clear();
        expect(injected.occurrences).toBeGreaterThan(0);
        expect(login.outcome).toBe(denied ? "denied" : "signed in");
        expect(login.reason).toBe(denied ? "Your other sessions could not be checked. Try again later" : undefined);
        const remaining = outcome.session === "has ended" ? others : [oldest, ...others];
        const expected = denied ? remaining : [...remaining, login.session!.id];
        expect(await deployment.sessionsOf(user)).toEqual(expected);

        const report = reportOf(login);
        const { event, ms } = report;
        expect({ event, error: report.error, denied: report.denied ?? false }).toEqual({
          event: outcome.event[onFailure],
          error,
          denied,
        });
        expect(ms).toBeLessThan(LONGEST_HOLD);

        if (event === "sessions-deferred" || error?.endsWith("429")) await rateLimitIsOver();
        const next = await signIn(user);
        const healed = [...expected, next.session!.id].slice(-endpoint.limit);
        expect(await deployment.sessionsOf(user)).toEqual(healed);
      });

      test("one new token and no more, where its requests are refused", async () => {
        const { simulator } = deployment;
        const user = users.get(endpoint)!;
        await signIn(user);
        const before = simulator.requests().length;
        simulator.faults.inject({ ...endpoint.route, fault: { kind: "status", status: 401 }, times: Infinity });
        await signIn(user);
        const requests = simulator.requests().slice(before);
        expect(requests.filter(({ path }) => path === token.route.path)).toHaveLength(1);
      });
    });
  });
});

/** The instance asks for nothing before the time that the tenant named: others' logins show when it does again. */
async function rateLimitIsOver(): Promise<void> {
  const user = await deployment.addUser();
  await signIn(user);
  while ((await signIn(user)).executions[0]!.logs[0]!.includes(" 429"));
}

function deploy(policy: SessionPolicyProps): Promise<void> {
  return deployment.apply((stack: TerraformStack) => {
    new SingleSessionConstruct(stack, "SingleSession", { policy });
  });
}

/** While no Action is bound, nobody is limited. */
async function addUserAtLimit(limit: number): Promise<string> {
  const user = await deployment.addUser();
  await deployment.simulator.management.users.update(user, { app_metadata: { limit } });
  for (let held = 0; held < limit; held += 1) await signIn(user);
  return user;
}

/** @param seconds how long the Management API's tokens are good for */
async function setTokenLifetime(seconds: number): Promise<void> {
  const { resourceServers } = deployment.simulator.management;
  const { data } = await resourceServers.list();
  const managementApi = data.find(({ is_system }) => is_system)!;
  await resourceServers.update(managementApi.id!, { token_lifetime: seconds });
}

function signIn(user: string): Promise<LoginOutcome> {
  return deployment.simulator.browser.signIn({ user });
}

/** An Action that threw, or was stopped after the platform's 20 seconds, has an error; one that did its work, one line. */
function reportOf({ executions }: LoginOutcome) {
  const [execution] = executions;
  expect(execution).toMatchObject({ logs: [expect.any(String)] });
  expect(execution).not.toHaveProperty("error");
  return JSON.parse(execution!.logs[0]!) as { event: string; error?: string; denied?: boolean; ms: number };
}
