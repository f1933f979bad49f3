import type { Tenant } from "./tenant";
import { DATABASE_CONNECTION } from "./connections";

/** Milliseconds over which the logins are spread, up to now. */
const PERIOD = 60 * 60 * 1000;

export interface Seed {
  users: number;
  /** How many live sessions each of the users has. @default 1 */
  sessions?: number;
  /** Whether a refresh token comes with each session, as with a login for `offline_access`. @default false */
  refreshTokens?: boolean;
}

/** Users who are there already, in any number: made without a request, and logged in without an Action. */
export class Population {
  constructor(private readonly tenant: Tenant) {}

  /**
   * More users, such as `auth0|seed-1`. They logged in to the application in turns within the last hour, each time from
   * another device.
   *
   * @returns their ids
   */
  grow({ users: count, sessions = 1, refreshTokens = false }: Seed): string[] {
    const moments = count * (sessions + 1);
    const first = this.tenant.clock.milliseconds - PERIOD;
    const moment = (n: number) => new Date(first + Math.floor((n / moments) * PERIOD));

    const ids = Array.from({ length: count }, (_, n) => this.newUser(moment(n)));
    for (let round = 1; round <= sessions; round += 1) {
      ids.forEach((id, n) => this.logIn(id, moment(round * count + n), { device: round, refreshTokens }));
    }
    return ids;
  }

  private newUser(at: Date): string {
    const name = `seed-${++this.tenant.seededUsers}`;
    const account = { connection: DATABASE_CONNECTION, user_id: name, email: `${name}@example.com`, at };
    return this.tenant.users.create(account).user_id;
  }

  private logIn(userId: string, at: Date, { device, refreshTokens }: { device: number; refreshTokens: boolean }): void {
    const { users, sessions, refreshTokens: tokens } = this.tenant;
    const client = this.tenant.application;
    const origin = { ip: `203.0.113.${device % 256}`, userAgent: `Seeded device ${device}` };
    const login = { userId, clientId: client.client_id, methods: ["pwd"], at, ...origin };
    const { id: sessionId } = sessions.establish(login);
    users.recordLogin(users.get(userId), origin.ip, at.toISOString());
    if (!refreshTokens) return;
    const scopes = ["openid", "offline_access"];
    tokens.issue({ userId, client, sessionId, access: "offline", scopes, resourceServers: [], at, ...origin });
  }
}
