import type { TokenResponse } from "../../action-src/device";
import { readListedToken } from "../../action-src/device";
import { readListedSession, type SessionResponse } from "../../action-src/session";
import type { Tenant } from "../../action-src/tenant";
import type { PolicyDocument } from "../../contract/policy";

export interface HeldSession {
  id: string;
  device: number;
  createdAt: number;
  authenticatedAt: number;
  updatedAt: number;
  isIdle: boolean;
  clients: string[];
  hasSecondFactor: boolean;
  metadata: Record<string, string>;
  /** The limits that it was counted under, by the model's own book. */
  counted: string[];
}

export interface HeldToken {
  id: string;
  device: number;
  client: string;
  /** The session that it was issued in, which may be over. That of a native login has none. */
  session?: HeldSession;
  createdAt: number;
  exchangedAt: number;
  metadata: Record<string, string>;
  counted: string[];
}

const MINUTE = 60_000;

/** One user's sessions and refresh tokens, listed up to date and ended at once. */
export class TenantInMemory implements Pick<Tenant, "list" | "endSession" | "endTokens"> {
  sessions: HeldSession[] = [];
  tokens: HeldToken[] = [];
  /** How often they were listed. */
  lists = 0;
  /** Long past, so that what is idle has expired. */
  now = Date.UTC(2020, 0, 1);
  private made = 0;

  constructor(
    private readonly policy: PolicyDocument,
    /** Whether a session that idled out is listed for a while. */
    private readonly listsIdle: boolean,
  ) {}

  /** Uses are so far apart that none is taken for a part of a login. */
  passTime(): void {
    this.now += MINUTE;
  }

  establish(device: number, client: string): HeldSession {
    const { now } = this;
    const session: HeldSession = {
      id: this.newId("s"),
      device,
      createdAt: now,
      authenticatedAt: now,
      updatedAt: now,
      isIdle: false,
      clients: [client],
      hasSecondFactor: false,
      metadata: {},
      counted: [],
    };
    this.sessions.push(session);
    return session;
  }

  issue(device: number, client: string, session?: HeldSession): void {
    const { now } = this;
    const token = { id: this.newId("t"), device, client, createdAt: now, exchangedAt: now, metadata: {}, counted: [] };
    this.tokens.push({ ...token, session });
  }

  /** What there is now, whatever happens to it. */
  snapshot(): Pick<TenantInMemory, "sessions" | "tokens"> {
    return structuredClone({ sessions: this.sessions, tokens: this.tokens });
  }

  list() {
    this.lists += 1;
    const listed = this.sessions.filter(({ isIdle }) => this.listsIdle || !isIdle);
    const tokens = this.policy.refreshTokens === "revoke-others" ? this.tokens : [];
    return Promise.resolve({
      sessions: listed.map((session) => readListedSession(sessionResponse(session))),
      tokens: tokens.map((token) => readListedToken(tokenResponse(token))),
    });
  }

  endSession(id: string): Promise<void> {
    this.end(id, this.policy.refreshTokens === "keep");
    return Promise.resolve();
  }

  endTokens(ids: readonly string[]): Promise<void> {
    this.tokens = this.tokens.filter((token) => !ids.includes(token.id));
    return Promise.resolve();
  }

  end(id: string, keepsTokens: boolean): void {
    this.sessions = this.sessions.filter((session) => session.id !== id);
    if (!keepsTokens) this.tokens = this.tokens.filter(({ session }) => session?.id !== id);
  }

  /** Ids that sort neither by age nor against it. */
  private newId(letter: string): string {
    this.made += 1;
    return `${letter}${(this.made * 7) % 10}-${this.made}`;
  }
}

function sessionResponse(session: HeldSession): SessionResponse {
  return {
    id: session.id,
    user_id: "auth0|ada",
    created_at: timestamp(session.createdAt),
    authenticated_at: timestamp(session.authenticatedAt),
    last_interacted_at: timestamp(session.updatedAt),
    ...(session.isIdle && { idle_expires_at: timestamp(session.updatedAt) }),
    clients: session.clients.map((client_id) => ({ client_id })),
  };
}

function tokenResponse({ id, client, session, createdAt, exchangedAt }: HeldToken): TokenResponse {
  return {
    id,
    client_id: client,
    session_id: session?.id ?? null,
    created_at: timestamp(createdAt),
    last_exchanged_at: timestamp(exchangedAt),
  };
}

export function timestamp(time: number): string {
  return new Date(time).toISOString();
}
