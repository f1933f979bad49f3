import { notFound } from "../errors";
import type { Clients, StoredClient } from "./clients";
import type { Clock } from "./clock";
import { Collection, type CollectionState } from "./collection";
import { newRefreshToken, newRefreshTokenId } from "./identifiers";
import { newDevice, usedFrom, type Device, type Origin } from "./devices";
import { expiryOf } from "./refresh-token-expiry";
import type { Sessions } from "./sessions";

/** How many one user may hold of one application; the oldest goes. Source: Auth0's page on refresh tokens. */
const MAXIMUM_PER_USER_AND_CLIENT = 200;

/** Every date is ISO 8601. */
export interface RefreshToken {
  id: string;
  user_id: string;
  client_id: string;
  session_id: string | null;
  created_at: string;
  device: Device;
  rotating: boolean;
  resource_servers: { audience: string; scopes: string }[];
  last_exchanged_at?: string;
  expires_at?: string;
  idle_expires_at?: string;
  refresh_token_metadata?: Record<string, string> | null;
}

export interface StoredRefreshToken {
  /** What the application holds; the Management API knows the token by its id alone. */
  value: string;
  token: RefreshToken;
  /** An online token ends with its session. */
  access: "online" | "offline";
  /** What its login asked for, and each exchange asks for again. */
  scopes: string[];
  /** Values that were rotated away, and until when each may still be exchanged. */
  rotatedAway: Map<string, string>;
}

/** The same as JSON. */
export interface RefreshTokenState extends Omit<StoredRefreshToken, "rotatedAway"> {
  rotatedAway: Record<string, string>;
}

export interface NewRefreshToken extends Origin {
  userId: string;
  client: StoredClient;
  /** Null where the login had none. */
  sessionId: string | null;
  access: "online" | "offline";
  scopes: string[];
  resourceServers: RefreshToken["resource_servers"];
  /** @default now */
  at?: Date;
  /** @default a random one */
  value?: string;
}

export interface RefreshTokenFilter {
  user_id?: string;
  client_id?: string;
  session_id?: string;
  audience?: string;
}

export class RefreshTokens {
  private readonly tokens = new Collection<StoredRefreshToken, "session" | "user" | "client">({
    session: ({ token }) => token.session_id,
    user: ({ token }) => token.user_id,
    client: ({ token }) => token.client_id,
  });
  private readonly byValue = new Map<string, StoredRefreshToken>();

  constructor(
    private readonly clock: Clock,
    private readonly clients: Clients,
    private readonly sessions: Sessions,
  ) {}

  issue({
    userId,
    client,
    sessionId,
    access,
    scopes,
    resourceServers,
    at,
    value = newRefreshToken(),
    ...origin
  }: NewRefreshToken): StoredRefreshToken {
    this.makeRoom(userId, client.client_id);
    const now = at ?? this.clock.now();
    const stored: StoredRefreshToken = {
      value,
      access,
      scopes,
      rotatedAway: new Map(),
      token: {
        id: newRefreshTokenId(),
        user_id: userId,
        client_id: client.client_id,
        session_id: sessionId,
        created_at: now.toISOString(),
        device: newDevice(origin),
        rotating: client.refresh_token?.rotation_type === "rotating",
        resource_servers: resourceServers,
        ...dates(expiryOf(client.refresh_token, { issuedAt: now.getTime(), usedAt: now.getTime() })),
      },
    };
    this.byValue.set(stored.value, stored);
    return this.tokens.add(stored.token.id, stored);
  }

  /**
   * The token that this value may be exchanged for. One that was rotated away, and whose leeway is over, is in somebody
   * else's hands: the token is revoked. Source: Auth0, "Refresh Token Rotation".
   */
  live(value: string): StoredRefreshToken | undefined {
    const stored = this.byValue.get(value);
    if (!stored || !this.isUsable(stored)) return undefined;
    const until = stored.rotatedAway.get(value);
    if (until === undefined || this.clock.present() < until) return stored;
    this.revoke(stored.token.id);
    return undefined;
  }

  /** Whether or not it may be exchanged. */
  withValue(value: string): StoredRefreshToken | undefined {
    return this.byValue.get(value);
  }

  recordExchange({ token }: StoredRefreshToken, origin: Origin): void {
    const now = this.clock.now();
    const settings = this.clients.find(token.client_id)?.refresh_token;
    const { idle } = expiryOf(settings, { issuedAt: Date.parse(token.created_at), usedAt: now.getTime() });
    token.last_exchanged_at = now.toISOString();
    if (idle !== Infinity) token.idle_expires_at = new Date(idle).toISOString();
    usedFrom(token.device, origin);
  }

  /** The value that an exchange gives out: a new one where the application's tokens rotate. */
  rotate(stored: StoredRefreshToken): string {
    if (!stored.token.rotating) return stored.value;
    const leeway = (this.clients.find(stored.token.client_id)?.refresh_token?.leeway ?? 0) * 1000;
    stored.rotatedAway.set(stored.value, new Date(Date.parse(this.clock.present()) + leeway).toISOString());
    stored.value = newRefreshToken();
    this.byValue.set(stored.value, stored);
    return stored.value;
  }

  /** @throws ManagementApiError 404 */
  get(id: string): RefreshToken {
    const stored = this.tokens.find(id);
    if (!stored || !this.isUsable(stored)) {
      throw notFound("The refresh token does not exist.", "inexistent_refresh_token");
    }
    return stored.token;
  }

  isOnline(id: string): boolean {
    return this.tokens.find(id)?.access === "online";
  }

  matching(filter: RefreshTokenFilter): RefreshToken[] {
    return this.tokens
      .all(narrowestIndex(filter))
      .filter((stored) => this.isUsable(stored) && matches(stored.token, filter))
      .map(({ token }) => token);
  }

  page(filter: RefreshTokenFilter, from: string | undefined, take: number) {
    const { items, next } = this.tokens.page({
      from,
      take,
      by: narrowestIndex(filter),
      matches: (stored) => this.isUsable(stored) && matches(stored.token, filter),
    });
    return { items: items.map(({ token }) => token), next };
  }

  revoke(id: string): void {
    const stored = this.tokens.find(id);
    if (!stored) return;
    for (const value of [stored.value, ...stored.rotatedAway.keys()]) this.byValue.delete(value);
    this.tokens.delete(id);
  }

  state(): CollectionState<RefreshTokenState> {
    const { lastPlace, entries } = this.tokens.state();
    return {
      lastPlace,
      entries: entries.map(([id, place, stored]) => [
        id,
        place,
        { ...stored, rotatedAway: Object.fromEntries(stored.rotatedAway) },
      ]),
    };
  }

  restore({ lastPlace, entries }: CollectionState<RefreshTokenState>): void {
    this.tokens.restore({
      lastPlace,
      entries: entries.map(([id, place, stored]) => [
        id,
        place,
        { ...stored, rotatedAway: new Map(Object.entries(stored.rotatedAway)) },
      ]),
    });
    for (const stored of this.tokens.all()) {
      for (const value of [...stored.rotatedAway.keys(), stored.value]) this.byValue.set(value, stored);
    }
  }

  private isUsable({ access, token: { session_id, expires_at, idle_expires_at } }: StoredRefreshToken): boolean {
    const present = this.clock.present();
    if ([expires_at, idle_expires_at].some((at) => at !== undefined && at <= present)) return false;
    return access === "offline" || (session_id !== null && this.sessions.live(session_id) !== undefined);
  }

  private makeRoom(userId: string, clientId: string): void {
    const held = this.matching({ user_id: userId, client_id: clientId });
    const surplus = held.slice(0, Math.max(0, held.length - MAXIMUM_PER_USER_AND_CLIENT + 1));
    for (const { id } of surplus) this.revoke(id);
  }
}

function dates({ absolute, idle }: { absolute: number; idle: number }) {
  return {
    ...(absolute !== Infinity && { expires_at: new Date(absolute).toISOString() }),
    ...(idle !== Infinity && { idle_expires_at: new Date(idle).toISOString() }),
  };
}

/** Where the fewest tokens are looked through for those that match. */
function narrowestIndex({ session_id, user_id, client_id }: RefreshTokenFilter) {
  if (session_id !== undefined) return ["session", session_id] as const;
  if (user_id !== undefined) return ["user", user_id] as const;
  return client_id === undefined ? undefined : (["client", client_id] as const);
}

function matches(token: RefreshToken, { audience, ...filter }: RefreshTokenFilter): boolean {
  if (audience !== undefined && !token.resource_servers.some((server) => server.audience === audience)) return false;
  return (["user_id", "client_id", "session_id"] as const).every(
    (field) => filter[field] === undefined || filter[field] === token[field],
  );
}
