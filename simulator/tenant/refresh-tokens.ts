import { notFound } from "../errors";
import type { Clock } from "./clock";
import { Collection } from "./collection";
import { newRefreshToken, newRefreshTokenId } from "./identifiers";
import { newDevice, type Device } from "./devices";

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

interface StoredRefreshToken {
  /** What the application holds; the Management API knows the token by its id alone. */
  value: string;
  token: RefreshToken;
}

export interface NewRefreshToken {
  userId: string;
  clientId: string;
  /** Null where the login had none. */
  sessionId: string | null;
  ip: string;
  userAgent: string;
}

export interface RefreshTokenFilter {
  user_id?: string;
  client_id?: string;
  session_id?: string;
}

export class RefreshTokens {
  private readonly tokens = new Collection<StoredRefreshToken>();

  constructor(private readonly clock: Clock) {}

  issue({ userId, clientId, sessionId, ip, userAgent }: NewRefreshToken): StoredRefreshToken {
    const id = newRefreshTokenId();
    return this.tokens.add(id, {
      value: newRefreshToken(),
      token: {
        id,
        user_id: userId,
        client_id: clientId,
        session_id: sessionId,
        created_at: this.clock.timestamp(),
        device: newDevice(ip, userAgent),
        rotating: false,
        resource_servers: [],
      },
    });
  }

  /** The token with this value if it may still be exchanged. */
  live(value: string): RefreshToken | undefined {
    const token = this.tokens.all().find((stored) => stored.value === value)?.token;
    const now = new Date().toISOString();
    const expired = token && [token.expires_at, token.idle_expires_at].some((at) => at !== undefined && at <= now);
    return expired ? undefined : token;
  }

  recordExchange(token: RefreshToken): void {
    token.last_exchanged_at = this.clock.timestamp();
  }

  get(id: string): RefreshToken {
    const stored = this.tokens.find(id);
    if (!stored) throw notFound("The refresh token does not exist.", "inexistent_refresh_token");
    return stored.token;
  }

  matching(filter: RefreshTokenFilter): RefreshToken[] {
    return this.tokens
      .all()
      .map(({ token }) => token)
      .filter((token) => matches(token, filter));
  }

  page(filter: RefreshTokenFilter, from: string | undefined, take: number) {
    const { items, next } = this.tokens.page(from, take, ({ token }) => matches(token, filter));
    return { items: items.map(({ token }) => token), next };
  }

  revoke(id: string): void {
    this.tokens.delete(id);
  }
}

function matches(token: RefreshToken, filter: RefreshTokenFilter): boolean {
  return (["user_id", "client_id", "session_id"] as const).every(
    (field) => filter[field] === undefined || filter[field] === token[field],
  );
}
