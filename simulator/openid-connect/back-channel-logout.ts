import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { Agent, fetch } from "undici";
import type { Activity } from "../activity";
import type { StoredClient } from "../tenant/clients";
import type { Initiator } from "../tenant/session-ends";
import type { StoredSession } from "../tenant/sessions";
import type { Tenant } from "../tenant/tenant";
import type { CompletedLogins } from "./completed-logins";
import type { Providers } from "./providers";

/** Milliseconds that an application has to answer. Source: Auth0's page on back-channel logout. */
const TIME_LIMIT = 5000;

/** Attempts in all, and milliseconds in between. Auth0 documents no number, only that a 400 is the last one. */
const ATTEMPTS = 3;
const PAUSE = 200;

/** Without a configuration of its own, an application hears of these. Source: Auth0's page on initiators. */
const ALWAYS: string[] = ["rp-logout", "idp-logout"];

const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];

interface LogoutSettings {
  backchannel_logout_urls?: string[];
  backchannel_logout_initiators?: { mode?: "custom" | "all"; selected_initiators?: string[] };
  backchannel_logout_session_metadata?: { include?: boolean } | null;
}

export interface BackChannelLogoutParts {
  tenant: Tenant;
  providers: Providers;
  completed: CompletedLogins;
  activity: Activity;
  /** PEM of the simulator's own authority, which applications on this machine may use too. */
  certificateAuthority: string;
}

/** Tells the applications that a session was used with, and that want to hear of it, that it has ended. */
export class BackChannelLogout {
  private readonly dispatcher: Agent;
  private readonly closing = new AbortController();

  constructor(private readonly parts: BackChannelLogoutParts) {
    this.dispatcher = new Agent({ connect: { ca: parts.certificateAuthority } });
  }

  async notify(session: StoredSession, initiator: Initiator): Promise<void> {
    const { clients } = this.parts.tenant;
    const wanting = session.clients
      .map(({ client_id }) => clients.find(client_id))
      .filter((client) => client !== undefined)
      .filter((client) => wants(settingsOf(client), initiator));
    await Promise.all(wanting.map((client) => this.tell(client, session, initiator)));
  }

  /** Gives up on what is under way. */
  async close(): Promise<void> {
    this.closing.abort();
    await this.dispatcher.destroy();
  }

  private async tell(client: StoredClient, session: StoredSession, initiator: Initiator): Promise<void> {
    const [url = ""] = settingsOf(client).backchannel_logout_urls ?? [];
    const problem = isLoopback(url)
      ? await this.deliver(client, session, url).catch(String)
      : "the simulator calls loopback only";
    if (this.closing.signal.aborted) return;
    const { client_id, name = "" } = client;
    this.parts.tenant.logs.write({
      type: problem === undefined ? "sslo" : "fslo",
      ...(problem !== undefined && { description: problem }),
      client_id,
      client_name: name,
      user_id: session.user_id,
      details: { initiator, session_id: session.id, url },
    });
    this.parts.activity.logoutToken({ url, initiator, session: session.id, ...(problem !== undefined && { problem }) });
  }

  /** @returns what kept the token from being taken; undefined where nothing did */
  private async deliver(client: StoredClient, session: StoredSession, url: string): Promise<string | undefined> {
    for (let attempt = 1; ; attempt++) {
      const problem = await this.post(url, await this.logoutToken(client, session));
      if (problem === undefined || problem === "400" || attempt === ATTEMPTS) return problem;
      await wait(PAUSE, undefined, { signal: this.closing.signal, ref: false }).catch(() => {});
      if (this.closing.signal.aborted) return problem;
    }
  }

  private async post(url: string, logout_token: string): Promise<string | undefined> {
    try {
      const { status, ok, body } = await fetch(url, {
        method: "POST",
        body: new URLSearchParams({ logout_token }),
        redirect: "manual",
        dispatcher: this.dispatcher,
        signal: AbortSignal.any([AbortSignal.timeout(TIME_LIMIT), this.closing.signal]),
      });
      await body?.cancel();
      return ok ? undefined : String(status);
    } catch (error) {
      return String((error as Error).cause ?? error);
    }
  }

  private async logoutToken(client: StoredClient, session: StoredSession): Promise<string> {
    const { completed, providers, tenant } = this.parts;
    const { provider } = providers.at(completed.domainOf(session) ?? tenant.domains.canonical);
    const found = await provider.Client.find(client.client_id);
    const token = new provider.IdToken({ sub: session.user_id }, { client: found });
    Object.assign(token, { mask: { sub: null } });
    token.set("events", { "http://schemas.openid.net/event/backchannel-logout": {} });
    token.set("jti", randomUUID());
    token.set("sid", session.id);
    if (settingsOf(client).backchannel_logout_session_metadata?.include) {
      token.set("session_metadata", { ...session.session_metadata });
    }
    return token.issue({ use: "logout" });
  }
}

function settingsOf({ oidc_logout }: StoredClient): LogoutSettings {
  return oidc_logout ?? {};
}

function wants({ backchannel_logout_urls = [], ...settings }: LogoutSettings, initiator: Initiator): boolean {
  const { mode = "custom", selected_initiators = [] } = settings.backchannel_logout_initiators ?? {};
  if (backchannel_logout_urls.length === 0) return false;
  return mode === "all" || ALWAYS.includes(initiator) || selected_initiators.includes(initiator);
}

function isLoopback(url: string): boolean {
  return URL.canParse(url) && LOOPBACK.includes(new URL(url).hostname);
}
