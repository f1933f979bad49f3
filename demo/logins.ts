import type { LoginOutcome, Simulator } from "../simulator/simulator";
import type { DeviceSession } from "./reporter";
import { expectNames, listNames, type Told } from "./step";
import { ACTION, FOREIGN_ACTION } from "./tenant";

interface Expectation {
  /** The devices whose sessions are live afterwards, in the order in which they signed in. */
  live: string[];
}

export async function addUser(simulator: Simulator): Promise<Told & { user: User }> {
  const email = "ada@example.com";
  return { result: email, user: await User.create(simulator, email) };
}

/** The user signs in with credentials on a device. */
export async function signIn(user: User, device: string, { live }: Expectation): Promise<Told> {
  const login = await user.signIn(device);
  expectSignedIn(login);
  return showSessions(user, live, login);
}

/** An application on the device gets new tokens, without a browser. */
export async function exchangeRefreshToken(user: User, device: string, { live }: Expectation): Promise<Told> {
  const login = await user.exchangeRefreshToken(device);
  expectSignedIn(login);
  return after("new tokens", await showSessions(user, live, login));
}

/** An application on the device asks whether the user is still signed in; the answer is yes. */
export async function authenticateSilently(user: User, device: string, { live }: Expectation): Promise<Told> {
  const login = await user.authenticateSilently(device);
  expectSignedIn(login);
  return after("still signed in", await showSessions(user, live, login));
}

/** An application asks the same when the session has ended; the answer is no. */
export async function failToAuthenticateSilently(user: User, device: string, { live }: Expectation): Promise<Told> {
  const login = await user.authenticateSilently(device);
  expectNames("outcome", ["denied", "login_required"], [login.outcome, login.reason ?? "no reason"]);
  return after("login_required", await showSessions(user, live, login));
}

function after(outcome: string, { result, details }: Told): Told {
  return { result: `${outcome}; ${result}`, details };
}

function expectSignedIn(login: LoginOutcome): void {
  const reason = login.reason === undefined ? [] : [login.reason];
  expectNames("outcome", ["signed in"], [login.outcome, ...reason], logsOf(login).join("\n"));
  const ran = login.executions.map(({ action }) => action);
  expectNames("Actions that ran", [FOREIGN_ACTION, ACTION], ran, logsOf(login).join("\n"));
}

async function showSessions(user: User, live: string[], login: LoginOutcome): Promise<Told> {
  const sessions = await user.sessions();
  const logs = logsOf(login);
  const found = sessions.filter((session) => session.live).map(({ device }) => device);
  expectNames("devices with a live session", live, found, logs.join("\n"));
  return {
    result: `${found.length} live ${found.length === 1 ? "session" : "sessions"}: ${listNames(found)}`,
    details: { sessions, logs },
  };
}

/** What the Actions logged, or what went wrong in them. Each line begins with the Action's name. */
function logsOf({ executions }: LoginOutcome): string[] {
  return executions.flatMap(({ action, logs, error }) =>
    [...logs, ...(error === undefined ? [] : [error])].map((line) => `${action}: ${line}`),
  );
}

interface SignIn {
  device: string;
  session: string;
  refreshToken: string;
}

/** A user with several devices, each of which remembers its latest session and refresh token. */
export class User {
  private readonly signIns: SignIn[] = [];

  private constructor(
    private readonly simulator: Simulator,
    private readonly id: string,
  ) {}

  static async create(simulator: Simulator, email: string): Promise<User> {
    const connection = "Username-Password-Authentication";
    const password = "correct horse battery staple";
    const { user_id } = await simulator.management.users.create({ connection, email, password });
    if (!user_id) throw new Error("the tenant created a user but did not return its user_id");
    return new User(simulator, user_id);
  }

  /** Signs in with credentials. */
  async signIn(device: string): Promise<LoginOutcome> {
    const login = await this.simulator.browser.signIn({ user: this.id, device: { userAgent: device } });
    const { session, refreshToken } = login;
    if (session && refreshToken) this.signIns.push({ device, session: session.id, refreshToken });
    return login;
  }

  /** An application on the device gets new tokens, without a browser. */
  exchangeRefreshToken(device: string): Promise<LoginOutcome> {
    return this.simulator.browser.exchangeRefreshToken(this.latest(device).refreshToken);
  }

  /** An application on the device asks, in a hidden frame, whether the user is still signed in. */
  authenticateSilently(device: string): Promise<LoginOutcome> {
    return this.simulator.browser.silentAuthentication({ id: this.latest(device).session });
  }

  /** Every session that the user has ever had, oldest first. Waits until every accepted deletion has taken effect. */
  async sessions(): Promise<DeviceSession[]> {
    await this.simulator.settled();
    const live = new Set<string | undefined>();
    for await (const { id } of await this.simulator.management.users.sessions.list(this.id)) live.add(id);
    return this.signIns.map(({ device, session }) => ({ device, session, live: live.has(session) }));
  }

  private latest(device: string): SignIn {
    const signIn = this.signIns.findLast((candidate) => candidate.device === device);
    if (!signIn) throw new Error(`nobody has signed in on the ${device} yet`);
    return signIn;
  }
}
