import type { StoredRefreshToken } from "../tenant/refresh-tokens";
import type { StoredSession } from "../tenant/sessions";
import type { Tenant } from "../tenant/tenant";
import { refusal } from "./admission";
import { arrivalOf } from "./arrival";
import { INTERACTION_REQUIRED, MFA_REQUIRED, type CompletedLogin, type Login } from "./login-in-progress";
import { logLogin, logUnknownLogin } from "./login-log";
import type { LoginPipeline, Progress } from "./login-pipeline";
import { issueAsked } from "./refresh-token-asked";
import type { InteractiveLogin, LoginOptions, LoginOutcome, SignIn } from "./login";

export interface FinishedLogin {
  outcome: LoginOutcome;
  /** Of a login that was not denied. */
  completed?: CompletedLogin;
  /** Of one that goes on when the application has got a second factor from the user. */
  waiting?: WaitingLogin;
}

/** A login without a browser that waits for a second factor. */
export interface WaitingLogin {
  progress: Progress;
  /** Whether all Actions are through. */
  concluded: boolean;
}

/** The flows in which Auth0 runs the post-login trigger. */
export class Logins {
  constructor(
    private readonly tenant: Tenant,
    private readonly pipeline: LoginPipeline,
  ) {}

  /** The user gives credentials in a browser that holds no session. */
  signIn(domain: string, { user, connection, protocol, ...options }: SignIn): Promise<LoginOutcome> {
    const arrival = { ...this.arrival(domain, user, options), ...(connection !== undefined && { connection }) };
    return this.establish({ ...arrival, protocol: protocol ?? "oidc-basic-profile" }, { mfa: options.mfa });
  }

  /** Somebody acts as the user, in a session of its own that names them. */
  delegatedLogin(
    domain: string,
    { user, actor, ...options }: SignIn & { actor: { sub: string } },
  ): Promise<LoginOutcome> {
    return this.establish({ ...this.arrival(domain, user, options), protocol: "oidc-basic-profile" }, { actor });
  }

  /** The browser holds a session already: nothing is asked of the user, but a second factor perhaps. */
  singleSignOn(domain: string, sessionId: string, options: InteractiveLogin): Promise<LoginOutcome> {
    return this.reuse(domain, sessionId, options);
  }

  /** The same in a hidden frame, by an application that wants fresh tokens. */
  silentAuthentication(domain: string, sessionId: string, options: LoginOptions): Promise<LoginOutcome> {
    return this.reuse(domain, sessionId, options, "none");
  }

  /** The application insists on credentials although the browser holds a session, which stays the same one. */
  async reauthenticate(domain: string, sessionId: string, options: InteractiveLogin): Promise<LoginOutcome> {
    const session = this.tenant.sessions.live(sessionId);
    if (!session) return denied("login_required");
    const login = this.browserLogin(domain, session, options, "login");
    const refused = refusal(this.tenant, login);
    if (refused !== undefined) return this.refuse(login, refused);
    this.tenant.sessions.reauthenticate(session, login.client.client_id, login.device);
    if (options.mfa) this.tenant.sessions.recordSecondFactor(session);
    this.recordLogin(login, session.authenticated_at);
    return (await this.finish(login, { issueRefreshToken: true })).outcome;
  }

  async exchangeRefreshToken(domain: string, value: string, options: LoginOptions = {}): Promise<LoginOutcome> {
    return this.withoutSecondFactor(await this.exchange(domain, value, options));
  }

  /** The same, with what the Actions asked of the tokens. */
  async exchange(domain: string, value: string, options: LoginOptions): Promise<FinishedLogin> {
    const refreshToken = this.tenant.refreshTokens.live(value);
    if (!refreshToken) {
      logUnknownLogin(this.tenant, { type: "fertft", description: "invalid_grant", hostname: domain });
      return { outcome: denied("invalid_grant") };
    }
    const { user_id, client_id, device, resource_servers } = refreshToken.token;
    const last = { ip: device.last_ip, userAgent: device.last_user_agent };
    const audience = resource_servers[0]?.audience;
    const arrival = this.arrival(domain, user_id, {
      ...(audience !== undefined && { audience }),
      scopes: refreshToken.scopes,
      ...options,
      clientId: client_id,
      device: { ...last, ...options.device },
    });
    const login: Login = { ...arrival, protocol: "oauth2-refresh-token", refreshToken };
    const refused = refusal(this.tenant, login);
    if (refused !== undefined) return { outcome: this.refuse(login, refused) };
    this.tenant.refreshTokens.recordExchange(refreshToken, login.device);
    return this.finish(login, { issueRefreshToken: false });
  }

  /** The application itself collects the password: no browser, no session. */
  async passwordGrant(domain: string, { user, ...options }: SignIn): Promise<LoginOutcome> {
    return this.withoutSecondFactor(await this.passwordLogin(domain, user, options));
  }

  /** The same, with what the Actions asked of the tokens. */
  passwordLogin(domain: string, user: string, options: LoginOptions): Promise<FinishedLogin> {
    return this.withoutSession({ ...this.arrival(domain, user, options), protocol: "oauth2-password" });
  }

  /** A native application exchanges what Apple, Google or Facebook gave it: no browser, no session. */
  async nativeSocialLogin(domain: string, { user, connection = "apple", ...options }: SignIn): Promise<LoginOutcome> {
    const finished = await this.withoutSession({
      ...this.arrival(domain, user, options),
      protocol: "oauth2-token-exchange",
      connection,
      subjectTokenType: `http://auth0.com/oauth/token-type/${connection}-authz-code`,
    });
    return this.withoutSecondFactor(finished);
  }

  /** The user has given the second factor that the login waited for. Meanwhile, the tenant may have changed. */
  async goOn({ progress, concluded }: WaitingLogin): Promise<FinishedLogin> {
    const { login } = progress;
    const { user, refreshToken } = login;
    const isGone = !this.tenant.users.find(user.user_id) || (refreshToken && !this.isLive(refreshToken));
    const refused = isGone ? "invalid_grant" : refusal(this.tenant, login);
    if (refused !== undefined) return { outcome: this.refuse(login, refused) };
    await this.pipeline.secondFactor(progress);
    const tokens = { issueRefreshToken: refreshToken === undefined };
    return concluded ? this.end(progress, tokens) : this.conclude(progress, tokens);
  }

  private isLive({ value }: StoredRefreshToken): boolean {
    return this.tenant.refreshTokens.live(value) !== undefined;
  }

  /** Nobody goes on with it. */
  private withoutSecondFactor({ outcome, waiting }: FinishedLogin): LoginOutcome {
    if (!waiting) return outcome;
    waiting.progress.result.denied = { reason: MFA_REQUIRED };
    this.pipeline.log(waiting.progress);
    return outcome;
  }

  private async withoutSession(login: Login): Promise<FinishedLogin> {
    const refused = refusal(this.tenant, login);
    if (refused !== undefined) return { outcome: this.refuse(login, refused) };
    this.recordLogin(login, this.tenant.clock.timestamp());
    return this.finish(login, { issueRefreshToken: true });
  }

  private async establish(
    login: Login,
    { actor, mfa = false }: { actor?: { sub: string }; mfa?: boolean },
  ): Promise<LoginOutcome> {
    const refused = refusal(this.tenant, login);
    if (refused !== undefined) return this.refuse(login, refused);
    const { user, client, device, connection } = login;
    const session = this.tenant.sessions.establish({
      userId: user.user_id,
      clientId: client.client_id,
      ...device,
      methods: [this.tenant.connections.isDatabase(connection) ? "pwd" : "federated", ...(mfa ? ["mfa"] : [])],
      ...(actor && { actor }),
    });
    this.recordLogin(login, session.authenticated_at);
    return (await this.finish({ ...login, session }, { issueRefreshToken: actor === undefined })).outcome;
  }

  private refuse(login: Login, reason: string): LoginOutcome {
    logLogin(this.tenant, login, { reason });
    return denied(reason);
  }

  private async reuse(
    domain: string,
    sessionId: string,
    options: InteractiveLogin,
    prompt?: string,
  ): Promise<LoginOutcome> {
    const session = this.tenant.sessions.live(sessionId);
    if (!session) {
      const client_id = options.clientId ?? this.tenant.application.client_id;
      if (prompt === "none") {
        logUnknownLogin(this.tenant, { type: "fsa", description: "login_required", client_id, hostname: domain });
      }
      return denied("login_required");
    }
    const login = this.browserLogin(domain, session, options, prompt);
    const refused = refusal(this.tenant, login);
    if (refused !== undefined) return this.refuse(login, refused);
    this.tenant.sessions.interact(session, login.client.client_id, login.device);
    if (options.mfa) this.tenant.sessions.recordSecondFactor(session);
    return (await this.finish(login, { issueRefreshToken: false })).outcome;
  }

  private browserLogin(domain: string, session: StoredSession, options: LoginOptions, prompt?: string): Login {
    const { last_ip: ip, last_user_agent: userAgent } = session.device;
    const device = { ip, userAgent, ...options.device };
    const arrival = this.arrival(domain, session.user_id, { ...options, device });
    return { ...arrival, protocol: "oidc-basic-profile", session, ...(prompt !== undefined && { prompt }) };
  }

  private arrival(domain: string, user: string, options: LoginOptions) {
    return arrivalOf(this.tenant, { domain, user, options });
  }

  private recordLogin({ user, device }: Login, at: string): void {
    this.tenant.users.recordLogin(user, device.ip, at);
  }

  /** Whoever sits at a browser does not have to be asked for a second factor here: it is given, except silently. */
  private async finish(login: Login, tokens: { issueRefreshToken: boolean }): Promise<FinishedLogin> {
    const progress = await this.pipeline.begin(login);
    if (progress.result.challenge) {
      if (!login.session) return waiting({ progress, concluded: false });
      if (login.prompt === "none") progress.result.denied = { reason: INTERACTION_REQUIRED };
      else await this.pipeline.secondFactor(progress);
    }
    return this.conclude(progress, tokens);
  }

  private async conclude(progress: Progress, tokens: { issueRefreshToken: boolean }): Promise<FinishedLogin> {
    const { session, prompt } = progress.login;
    if (this.pipeline.conclude(progress)) {
      if (!session) return waiting({ progress, concluded: true });
      if (prompt !== "none") await this.pipeline.secondFactor(progress);
    }
    return this.end(progress, tokens);
  }

  private end(progress: Progress, { issueRefreshToken }: { issueRefreshToken: boolean }): FinishedLogin {
    const { login, result } = progress;
    const { session, refreshToken: exchanged } = login;
    this.pipeline.log(progress);
    const outcome = { ...(session && { session }), executions: result.executions };
    if (result.denied) return { outcome: { outcome: "denied", reason: result.denied.reason, ...outcome } };
    const issued = issueRefreshToken ? issueAsked(this.tenant, login, result)?.value : undefined;
    const refreshToken = exchanged?.token.rotating ? this.tenant.refreshTokens.rotate(exchanged) : issued;
    return {
      outcome: { outcome: "signed in", ...outcome, ...(refreshToken !== undefined && { refreshToken }) },
      completed: progress,
    };
  }
}

function waiting(login: WaitingLogin): FinishedLogin {
  const { executions } = login.progress.result;
  return { outcome: { outcome: "denied", reason: MFA_REQUIRED, executions }, waiting: login };
}

function denied(reason: string): LoginOutcome {
  return { outcome: "denied", reason, executions: [] };
}
