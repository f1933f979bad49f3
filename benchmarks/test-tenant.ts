import { AUTH0_SDK } from "../contract/pins";
import {
  type LoginOutcome,
  type RateLimit,
  type ServedRequest,
  type Simulator,
  type SimulatorOptions,
  startSimulator,
} from "../simulator/simulator";
import { codeOf, type Contestant } from "./contestants/contestants";
import { readStopwatch, type Reading, withStopwatch } from "./contestants/stopwatch";
import { inParallel } from "./load/parallel";

export interface TestUser {
  id: string;
  /** The user's logins so far, oldest first. */
  logins: LoginOutcome[];
}

/** A login as its user experienced it. */
export interface TimedLogin extends Reading {
  /** Why the login failed, if it did. */
  failure?: string;
}

/** How many users sign in at the same time. */
const PARALLEL = 32;

/** A simulated tenant whose logins run one contestant's Action once it is deployed. */
export class TestTenant {
  private forgotten = 0;

  private constructor(
    readonly contestant: Contestant,
    readonly simulator: Simulator,
    /** The application that the Action authenticates as. */
    private readonly application: { id: string; secret: string },
  ) {}

  static async start(contestant: Contestant, options: SimulatorOptions = {}): Promise<TestTenant> {
    const simulator = await startSimulator(options);
    return new TestTenant(contestant, simulator, await addApplication(simulator));
  }

  /** Adds users who have logged in before, with sessions whose ids are not known here. */
  seedUsers(count: number, sessionsOfEach: number): TestUser[] {
    return this.simulator.seed({ users: count, sessions: sessionsOfEach }).map((id) => ({ id, logins: [] }));
  }

  /** Adds users who are logged in. Call it before `deploy`, so that the Action does not run at these logins. */
  async addUsers(count: number): Promise<TestUser[]> {
    const users = this.seedUsers(count, 0);
    await inParallel(PARALLEL, count, async (index) => {
      const { id, logins } = users[index]!;
      logins.push(await this.simulator.browser.signIn({ user: id }));
    });
    return users;
  }

  /** Adds users who hold no session but have held one, because an Action may know that there is nothing to end at a first login. */
  async addReturningUsers(count: number): Promise<TestUser[]> {
    const users = await this.addUsers(count);
    const { sessions } = this.simulator.management;
    for (const { logins } of users) await sessions.delete(logins[0]!.session!.id);
    return users;
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
  async signIn(user: TestUser): Promise<TimedLogin> {
    const login = await this.simulator.browser.signIn({ user: user.id });
    user.logins.push(login);
    return timed(login);
  }

  /** Exchanges the refresh token from the user's latest login. */
  async exchangeRefreshToken({ logins }: TestUser): Promise<TimedLogin> {
    return timed(await this.simulator.browser.exchangeRefreshToken(logins.at(-1)!.refreshToken!));
  }

  /** Authenticates silently, in the session of the user's latest login. */
  async authenticateSilently({ logins }: TestUser): Promise<TimedLogin> {
    return timed(await this.simulator.browser.silentAuthentication(logins.at(-1)!.session!));
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

  /** The users who hold other sessions in addition to that of their latest login. */
  beyondLimit(users: TestUser[]): TestUser[] {
    const ended = endedSessions(this.simulator.requests());
    return users.filter(({ logins }) => logins.slice(0, -1).some(({ session }) => !ended.has(session!.id)));
  }

  close(): Promise<void> {
    return this.simulator.close();
  }
}

/** The sessions that ended, according to the requests that the tenant served: listing each user's sessions would cost calls. */
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
