import { notFound } from "../errors";
import type { Clock } from "./clock";
import { Collection } from "./collection";
import { newDevice, type Device } from "./devices";
import { newSessionId } from "./identifiers";
import type { TenantSettings } from "./tenant-settings";

const HOUR = 60 * 60 * 1000;
/** Delegated sessions live two hours, whatever the tenant's settings. */
const DELEGATED_LIFETIME = 2 * HOUR;

/** Every date is ISO 8601. */
export interface StoredSession {
  id: string;
  user_id: string;
  created_at: string;
  updated_at: string;
  authenticated_at: string;
  last_interacted_at: string;
  expires_at: string;
  idle_expires_at: string;
  clients: { client_id: string }[];
  device: Device;
  authentication: { methods: { name: string; timestamp: string }[] };
  cookie: { mode: "persistent" | "non-persistent" };
  session_metadata?: Record<string, string> | null;
  actor?: { sub: string };
}

export interface NewSession {
  userId: string;
  clientId: string;
  ip: string;
  userAgent: string;
  /** The name of the authentication method, such as `pwd`. */
  method: string;
  actor?: { sub: string };
}

export class Sessions {
  private readonly sessions = new Collection<StoredSession>();

  constructor(
    private readonly clock: Clock,
    private readonly settings: TenantSettings,
  ) {}

  establish({ userId, clientId, ip, userAgent, method, actor }: NewSession): StoredSession {
    const now = this.clock.now();
    const timestamp = now.toISOString();
    const lifetime = actor ? DELEGATED_LIFETIME : this.settings.session_lifetime * HOUR;
    const idleLifetime = actor ? DELEGATED_LIFETIME : this.settings.idle_session_lifetime * HOUR;
    const id = newSessionId();
    return this.sessions.add(id, {
      id,
      user_id: userId,
      created_at: timestamp,
      updated_at: timestamp,
      authenticated_at: timestamp,
      last_interacted_at: timestamp,
      expires_at: new Date(now.getTime() + lifetime).toISOString(),
      idle_expires_at: new Date(now.getTime() + idleLifetime).toISOString(),
      device: newDevice(ip, userAgent),
      clients: [{ client_id: clientId }],
      authentication: { methods: [{ name: method, timestamp }] },
      cookie: { mode: actor ? "non-persistent" : "persistent" },
      ...(actor && { actor }),
    });
  }

  /** A login that reuses the session: single sign-on or silent authentication. */
  interact(session: StoredSession, clientId: string): void {
    const now = this.clock.now();
    session.updated_at = session.last_interacted_at = now.toISOString();
    if (!session.actor) {
      const idleLifetime = this.settings.idle_session_lifetime * HOUR;
      session.idle_expires_at = new Date(now.getTime() + idleLifetime).toISOString();
    }
    if (!session.clients.some(({ client_id }) => client_id === clientId)) session.clients.push({ client_id: clientId });
  }

  /** The user gives credentials again, in the same session. */
  reauthenticate(session: StoredSession, clientId: string): void {
    this.interact(session, clientId);
    session.authenticated_at = session.updated_at;
    session.authentication.methods = session.authentication.methods.map((method) => ({
      ...method,
      timestamp: session.updated_at,
    }));
  }

  /** @throws ManagementApiError 404 */
  get(id: string): StoredSession {
    const session = this.sessions.find(id);
    if (!session) throw notFound("The session does not exist.", "inexistent_session");
    return session;
  }

  /** The session if a browser that holds it may still use it. */
  live(id: string): StoredSession | undefined {
    const session = this.sessions.find(id);
    const now = new Date().toISOString();
    return session && now < session.expires_at && now < session.idle_expires_at ? session : undefined;
  }

  of(userId: string): StoredSession[] {
    return this.sessions.all().filter((session) => session.user_id === userId);
  }

  page(userId: string, from: string | undefined, take: number) {
    return this.sessions.page(from, take, (session) => session.user_id === userId);
  }

  end(id: string): void {
    this.sessions.delete(id);
  }
}
