import { AUTH0_SDK } from "../contract/pins";
import {
  type LoginOutcome,
  type RateLimit,
  type ServedRequest,
  type Simulator,
  startSimulator,
} from "../simulator/simulator";
import type { TenantState } from "../simulator/state/tenant-state";
import { codeOf, type Contestant } from "./contestants/contestants";
import { readStopwatch, type Reading, withStopwatch } from "./contestants/stopwatch";

/** A user who is logged in. */
export interface TestUser {
  id: string;
  session: { id: string };
  refreshToken: string;
}

/** A login as its user experienced it. */
export interface TimedLogin extends Reading {
  /** Why the login failed, if it did. */
  failure?: string;
}

/** A simulated tenant whose logins run one contestant's Action once it is deployed. */
export class TestTenant {
  private forgotten = 0;

  private constructor(
    readonly contestant: Contestant,
    readonly simulator: Simulator,
    /** The application that the Action authenticates as. */
    private readonly application: { id: string; secret: string },
  ) {}

  static async start(contestant: Contestant): Promise<TestTenant> {
    const simulator = await startSimulator();
    return new TestTenant(contestant, simulator, await addApplication(simulator));
  }

  /** Adds users who each hold that many sessions, from logins without the Action, and returns their ids. */
  seedUsers(count: number, sessionsOfEach: number): string[] {
    return this.simulator.seed({ users: count, sessions: sessionsOfEach });
  }

  /** Adds users who are logged in. */
  async addUsers(count: number): Promise<TestUser[]> {
    const added = new Set(this.simulator.seed({ users: count, refreshTokens: true }));
    const { refreshTokens } = await this.state();
    return refreshTokens.entries
      .map(([, , { value, token }]) => ({
        id: token.user_id,
        session: { id: token.session_id! },
        refreshToken: value,
      }))
      .filter(({ id }) => added.has(id));
  }

  /** Adds a user who holds no session but has held one, because an Action may know that there is nothing to end at a first login. */
  async addReturningUser(): Promise<string> {
    const [user] = this.seedUsers(1, 1);
    await this.simulator.management.users.sessions.delete(user!);
    return user!;
  }

  /** Deploys the Action. The next login is the first one in a new instance. */
  async deploy(): Promise<void> {
    const { management, domain } = this.simulator;
    const secrets = { domain, clientId: this.application.id, clientSecret: this.application.secret };
    const action = await management.actions.create({
      name: `${this.contestant} ${performance.now()}`,
      supported_triggers: [{ id: "post-login", version: "v3" }],
      runtime: "node22",
      code: withStopwatch(codeOf(this.contestant, audienceOf(this.simulator))),
      dependencies: [AUTH0_SDK],
      secrets: Object.entries(secrets).map(([name, value]) => ({ name, value })),
    });
    await this.simulator.settled();
    await management.actions.deploy(action.id!);
    await management.actions.triggers.bindings.updateMany("post-login", {
      bindings: [{ ref: { type: "action_id", value: action.id! }, display_name: this.contestant }],
    });
  }

  /** Makes a new login, with a session of its own. */
  async signIn(user: string): Promise<TimedLogin> {
    return timed(await this.simulator.browser.signIn({ user }));
  }

  async exchangeRefreshToken({ refreshToken }: TestUser): Promise<TimedLogin> {
    return timed(await this.simulator.browser.exchangeRefreshToken(refreshToken));
  }

  async authenticateSilently({ session }: TestUser): Promise<TimedLogin> {
    return timed(await this.simulator.browser.silentAuthentication(session));
  }

  delayAnswers(latency: number): void {
    this.simulator.traffic.delayAnswers(latency);
  }

  limitRate(bucket: RateLimit): void {
    this.simulator.traffic.limitRate(bucket);
  }

  /** The requests that the Action has made to the tenant since the last `forgetCalls`, oldest first. */
  calls(): ServedRequest[] {
    return this.simulator
      .requests()
      .slice(this.forgotten)
      .filter(
        ({ clientId, path, status }) =>
          clientId === this.application.id || (status === 429 && path.includes("sessions")),
      );
  }

  forgetCalls(): void {
    this.forgotten = this.simulator.requests().length;
  }

  /** Those of the users who hold more than one session. */
  async beyondLimit(users: string[]): Promise<string[]> {
    const { sessions } = await this.state();
    const holders = sessions.entries.map(([, , session]) => session.user_id);
    return users.filter((id) => holders.indexOf(id) !== holders.lastIndexOf(id));
  }

  close(): Promise<void> {
    return this.simulator.close();
  }

  /** What the tenant holds: to list it through the Management API would cost calls. */
  private async state(): Promise<TenantState> {
    return (await this.simulator.exportState()).tenant as TenantState;
  }
}

/** The sessions whose deletion the tenant has accepted, according to the requests that it served. */
export function endedSessions(requests: ServedRequest[]): Set<string> {
  const deletions = requests.filter(({ method, status }) => method === "DELETE" && status === 202);
  return new Set(deletions.map(({ path }) => decodeURIComponent(path.split("/").at(-1)!)));
}

function timed({ outcome, reason, executions: [execution] }: LoginOutcome): TimedLogin {
  if (!execution) throw new Error(`the Action did not run in a login that was ${outcome}: ${reason}`);
  return { ...readStopwatch(execution), ...(outcome === "denied" && { failure: execution.error ?? reason }) };
}

/** Adds an application for the Action, with the same scopes as the construct's. */
async function addApplication(simulator: Simulator): Promise<{ id: string; secret: string }> {
  const { clients, clientGrants } = simulator.management;
  const { client_id: id, client_secret: secret } = await clients.create({
    name: "Single session",
    app_type: "non_interactive",
  });
  await clientGrants.create({
    client_id: id!,
    audience: audienceOf(simulator),
    scope: ["read:sessions", "delete:sessions"],
  });
  return { id: id!, secret: secret! };
}

function audienceOf({ domain }: Simulator): string {
  return `https://${domain}/api/v2/`;
}
