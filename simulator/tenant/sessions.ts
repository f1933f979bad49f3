import { notFound } from "../errors";
import type { Clock } from "./clock";
import { Collection, type CollectionState } from "./collection";
import { newDevice, usedFrom, type Device, type Origin } from "./devices";
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

export interface NewSession extends Origin {
  userId: string;
  clientId: string;
  /** The names of the authentication methods, such as `pwd` and `mfa`. */
  methods: string[];
  actor?: { sub: string };
  /** @default now */
  at?: Date;
  /** @default a random one */
  id?: string;
}

/** How a tenant lists sessions. Auth0 documents neither. */
export interface SessionList {
  /** @default "oldest first" */
  order?: "oldest first" | "newest first";
  /** Milliseconds until a new session is listed. @default 0 */
  delay?: number;
}

export class Sessions {
  private readonly sessions = new Collection<StoredSession, "user">({ user: ({ user_id }) => user_id });

  constructor(
    private readonly clock: Clock,
    private readonly settings: TenantSettings,
    private readonly list: SessionList = {},
  ) {}

  establish({
    userId,
    clientId,
    methods,
    actor,
    at: now = this.clock.now(),
    id = newSessionId(),
    ...origin
  }: NewSession): StoredSession {
    const timestamp = now.toISOString();
    const lifetime = actor ? DELEGATED_LIFETIME : this.settings.session_lifetime * HOUR;
    const idleLifetime = actor ? DELEGATED_LIFETIME : this.settings.idle_session_lifetime * HOUR;
    const idleUntil = now.getTime() + Math.min(idleLifetime, lifetime);
    return this.sessions.add(id, {
      id,
      user_id: userId,
      created_at: timestamp,
      updated_at: timestamp,
      authenticated_at: timestamp,
      last_interacted_at: timestamp,
      expires_at: new Date(now.getTime() + lifetime).toISOString(),
      idle_expires_at: new Date(idleUntil).toISOString(),
      device: newDevice(origin),
      clients: [{ client_id: clientId }],
      authentication: { methods: methods.map((name) => ({ name, timestamp })) },
      cookie: { mode: actor ? "non-persistent" : "persistent" },
      ...(actor && { actor }),
    });
  }

  /** A login that reuses the session: single sign-on or silent authentication. */
  interact(session: StoredSession, clientId: string, origin: Origin): void {
    const now = this.clock.now();
    session.updated_at = session.last_interacted_at = now.toISOString();
    if (!session.actor) {
      const idleLifetime = this.settings.idle_session_lifetime * HOUR;
      const idleUntil = Math.min(now.getTime() + idleLifetime, Date.parse(session.expires_at));
      session.idle_expires_at = new Date(idleUntil).toISOString();
    }
    usedFrom(session.device, origin);
    if (!session.clients.some(({ client_id }) => client_id === clientId)) session.clients.push({ client_id: clientId });
  }

  /** The user gives credentials again, in the same session. */
  reauthenticate(session: StoredSession, clientId: string, origin: Origin): void {
    this.interact(session, clientId, origin);
    session.authenticated_at = session.updated_at;
    for (const method of session.authentication.methods) {
      if (method.name !== "mfa") method.timestamp = session.updated_at;
    }
  }

  /** The user gives a second factor in the session. */
  recordSecondFactor(session: StoredSession): void {
    const others = session.authentication.methods.filter(({ name }) => name !== "mfa");
    session.authentication.methods = [...others, { name: "mfa", timestamp: this.clock.timestamp() }];
  }

  /** @throws ManagementApiError 404 also when it has expired */
  get(id: string): StoredSession {
    const session = this.live(id);
    if (!session) throw notFound("The session does not exist.", "inexistent_session");
    return session;
  }

  /** The session if a browser that holds it may still use it. */
  live(id: string): StoredSession | undefined {
    const session = this.sessions.find(id);
    return session && this.isLive(session) ? session : undefined;
  }

  of(userId: string): StoredSession[] {
    return this.sessions.all(["user", userId]).filter((session) => this.isLive(session));
  }

  page(userId: string, from: string | undefined, take: number) {
    const { order, delay = 0 } = this.list;
    const isListed = ({ created_at }: StoredSession) =>
      delay === 0 || this.clock.milliseconds - Date.parse(created_at) >= delay;
    return this.sessions.page({
      from,
      take,
      by: ["user", userId],
      matches: (session) => this.isLive(session) && isListed(session),
      reversed: order === "newest first",
    });
  }

  end(id: string): void {
    this.sessions.delete(id);
  }

  private isLive({ expires_at, idle_expires_at }: StoredSession): boolean {
    const present = this.clock.present();
    return present < expires_at && present < idle_expires_at;
  }

  state(): CollectionState<StoredSession> {
    return this.sessions.state();
  }

  restore(state: CollectionState<StoredSession>): void {
    this.sessions.restore(state);
  }
}
