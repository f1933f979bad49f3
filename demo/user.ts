import type { LoginOutcome, Simulator } from "../simulator/simulator";

/** A session of the user's and whether the tenant still knows it. */
export interface DeviceSession {
  device: string;
  /** The session's id. */
  session: string;
  live: boolean;
}

interface SignIn {
  device: string;
  session: string;
  refreshToken: string;
}

/** Somebody with several devices, each of which remembers its latest session and refresh token. */
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
    if (!user_id) throw new Error("the tenant made a user and did not say its user_id");
    return new User(simulator, user_id);
  }

  /** Gives credentials. */
  async signIn(device: string): Promise<LoginOutcome> {
    const login = await this.simulator.browser.signIn({ user: this.id, device: { userAgent: device } });
    const { session, refreshToken } = login;
    if (session && refreshToken) this.signIns.push({ device, session: session.id, refreshToken });
    return login;
  }

  /** An application on the device gets fresh tokens, without a browser. */
  exchangeRefreshToken(device: string): Promise<LoginOutcome> {
    return this.simulator.browser.exchangeRefreshToken(this.latest(device).refreshToken);
  }

  /** An application on the device asks, in a hidden frame, whether the user is still signed in. */
  authenticateSilently(device: string): Promise<LoginOutcome> {
    return this.simulator.browser.silentAuthentication({ id: this.latest(device).session });
  }

  /** Every session that the user ever had, oldest first, once every accepted deletion has taken effect. */
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
