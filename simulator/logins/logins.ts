import type { Protocol } from "../actions/event";
import type { PostLoginTrigger } from "../actions/post-login";
import { asDeployed } from "../tenant/actions";
import type { StoredClient } from "../tenant/clients";
import type { StoredSession } from "../tenant/sessions";
import type { Tenant } from "../tenant/tenant";
import { DATABASE_CONNECTION } from "../tenant/users";
import { applyConsequences, applyToRefreshToken } from "./consequences";
import { postLoginEvent, type Login } from "./event";
import type { LoginOptions, LoginOutcome, SignIn } from "./login";

/** The flows in which Auth0 runs the post-login trigger. */
export class Logins {
  constructor(
    private readonly tenant: Tenant,
    private readonly trigger: PostLoginTrigger,
    private readonly defaultApplication: StoredClient,
  ) {}

  /** The user gives credentials in a browser that holds no session. */
  signIn(domain: string, { user, connection, protocol, ...options }: SignIn): Promise<LoginOutcome> {
    const arrival = { ...this.arrival(domain, user, options), ...(connection !== undefined && { connection }) };
    return this.establish({ ...arrival, protocol: protocol ?? "oidc-basic-profile" });
  }

  /** Somebody acts as the user, in a session of its own that names them. */
  delegatedLogin(
    domain: string,
    { user, actor, ...options }: SignIn & { actor: { sub: string } },
  ): Promise<LoginOutcome> {
    return this.establish({ ...this.arrival(domain, user, options), protocol: "oidc-basic-profile" }, actor);
  }

  /** The browser holds a session already: nothing is asked of the user. */
  singleSignOn(domain: string, sessionId: string, options: LoginOptions): Promise<LoginOutcome> {
    return this.reuse(domain, sessionId, options);
  }

  /** The same in a hidden frame, by an application that wants fresh tokens. */
  silentAuthentication(domain: string, sessionId: string, options: LoginOptions): Promise<LoginOutcome> {
    return this.reuse(domain, sessionId, options, "none");
  }

  /** The application insists on credentials although the browser holds a session, which stays the same one. */
  async reauthenticate(domain: string, sessionId: string, options: LoginOptions): Promise<LoginOutcome> {
    const session = this.tenant.sessions.live(sessionId);
    if (!session) return denied("login_required");
    const login = this.browserLogin(domain, session, options, "login");
    this.tenant.sessions.reauthenticate(session, login.client.client_id);
    this.recordLogin(login, session.authenticated_at);
    return this.finish(login, { issueRefreshToken: true });
  }

  async exchangeRefreshToken(domain: string, value: string): Promise<LoginOutcome> {
    const refreshToken = this.tenant.refreshTokens.live(value);
    if (!refreshToken) return denied("invalid_grant");
    const { user_id, client_id, device } = refreshToken;
    const options = { clientId: client_id, device: { ip: device.last_ip, userAgent: device.last_user_agent } };
    const login = {
      ...this.arrival(domain, user_id, options),
      protocol: "oauth2-refresh-token" as Protocol,
      refreshToken,
    };
    this.tenant.refreshTokens.recordExchange(refreshToken);
    return this.finish(login, { issueRefreshToken: false });
  }

  /** The application itself collects the password: no browser, no session. */
  passwordGrant(domain: string, { user, ...options }: SignIn): Promise<LoginOutcome> {
    const login: Login = { ...this.arrival(domain, user, options), protocol: "oauth2-password" };
    this.recordLogin(login, this.tenant.clock.timestamp());
    return this.finish(login, { issueRefreshToken: true });
  }

  private establish(login: Login, actor?: { sub: string }): Promise<LoginOutcome> {
    const { user, client, device, connection } = login;
    const session = this.tenant.sessions.establish({
      userId: user.user_id,
      clientId: client.client_id,
      ...device,
      method: connection === DATABASE_CONNECTION ? "pwd" : "federated",
      ...(actor && { actor }),
    });
    this.recordLogin(login, session.authenticated_at);
    return this.finish({ ...login, session }, { issueRefreshToken: actor === undefined });
  }

  private async reuse(
    domain: string,
    sessionId: string,
    options: LoginOptions,
    prompt?: string,
  ): Promise<LoginOutcome> {
    const session = this.tenant.sessions.live(sessionId);
    if (!session) return denied("login_required");
    const login = this.browserLogin(domain, session, options, prompt);
    this.tenant.sessions.interact(session, login.client.client_id);
    return this.finish(login, { issueRefreshToken: false });
  }

  private browserLogin(domain: string, session: StoredSession, options: LoginOptions, prompt?: string): Login {
    const { last_ip: ip, last_user_agent: userAgent } = session.device;
    const arrival = this.arrival(domain, session.user_id, { device: { ip, userAgent }, ...options });
    return { ...arrival, protocol: "oidc-basic-profile", session, ...(prompt !== undefined && { prompt }) };
  }

  private arrival(domain: string, userId: string, { clientId, device, organization }: LoginOptions) {
    return {
      domain,
      user: this.tenant.users.get(userId),
      client: clientId === undefined ? this.defaultApplication : this.tenant.clients.get(clientId),
      device: { ip: device?.ip ?? "203.0.113.10", userAgent: device?.userAgent ?? "Simulated browser" },
      connection: DATABASE_CONNECTION,
      ...(organization && { organization }),
    };
  }

  private recordLogin({ user, device }: Login, at: string): void {
    this.tenant.users.recordLogin(user, device.ip, at);
  }

  /** The session exists while the Actions run, so a Management API call of theirs sees it. */
  private async finish(login: Login, { issueRefreshToken }: { issueRefreshToken: boolean }): Promise<LoginOutcome> {
    const { tenant } = this;
    const actions = tenant.triggerBindings.of("post-login").map(({ action }) => asDeployed(action));
    const result = await this.trigger.run(actions, postLoginEvent(tenant, login));
    const reason = applyConsequences(tenant, login, result);

    const { session, user, client } = login;
    const outcome = { ...(session && { session }), executions: result.executions };
    if (reason !== undefined) return { outcome: "denied", reason, ...outcome };
    if (!issueRefreshToken) return { outcome: "signed in", ...outcome };

    const issued = tenant.refreshTokens.issue({
      userId: user.user_id,
      clientId: client.client_id,
      sessionId: session?.id ?? null,
      ...login.device,
    });
    applyToRefreshToken(issued.token, result);
    return { outcome: "signed in", ...outcome, refreshToken: issued.value };
  }
}

function denied(reason: string): LoginOutcome {
  return { outcome: "denied", reason, executions: [] };
}
