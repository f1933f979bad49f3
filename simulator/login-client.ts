import { createSecureContext } from "node:tls";
import { Agent, fetch } from "undici";
import type { Device, InteractiveLogin, LoginOptions, LoginOutcome, SessionReference, SignIn } from "./logins/login";

export type { InteractiveLogin, LoginOptions, LoginOutcome, SessionReference, SignIn };

export interface LoginClientOptions {
  /** `host:port`, canonical or custom. */
  domain: string;
  /** PEM of the authority that signed the simulator's certificate. */
  certificateAuthority: string;
}

/** Logs users in to a simulated tenant, as their browsers and applications would. */
export class LoginClient {
  private readonly dispatcher: Agent;

  constructor(private readonly options: LoginClientOptions) {
    this.dispatcher = new Agent({
      connect: { secureContext: createSecureContext({ ca: options.certificateAuthority }) },
    });
  }

  /** A login with credentials in a browser that holds no session: makes one. */
  signIn(login: SignIn): Promise<LoginOutcome> {
    return this.post("sign-in", login);
  }

  /** A login in a browser that holds the session: nothing is asked of the user. Ended sessions: `login_required`. */
  singleSignOn(session: SessionReference, options: InteractiveLogin = {}): Promise<LoginOutcome> {
    return this.post("single-sign-on", { ...options, session: session.id });
  }

  /** The same with `prompt=none`. */
  silentAuthentication(session: SessionReference, options: LoginOptions = {}): Promise<LoginOutcome> {
    return this.post("silent-authentication", { ...options, session: session.id });
  }

  /** Credentials are given again in the same session: same id, later `authenticated_at`. */
  reauthenticate(session: SessionReference, options: InteractiveLogin = {}): Promise<LoginOutcome> {
    return this.post("reauthentication", { ...options, session: session.id });
  }

  /** No session takes part: `event.session` is undefined. Revoked and expired tokens: `invalid_grant`. */
  exchangeRefreshToken(refreshToken: string, options: { device?: Device } = {}): Promise<LoginOutcome> {
    return this.post("refresh-token-exchange", { ...options, refreshToken });
  }

  /** The application collects the password itself: no session is made. */
  passwordGrant(login: LoginOptions & { user: string }): Promise<LoginOutcome> {
    return this.post("password-grant", login);
  }

  /** A native application exchanges what a social provider gave it: no session is made. @param login `connection` is "apple" by default */
  nativeSocialLogin(login: LoginOptions & { user: string; connection?: string }): Promise<LoginOutcome> {
    return this.post("native-social-login", login);
  }

  /** Somebody, say a support agent, acts as the user: `event.session.actor`. */
  delegatedLogin(login: LoginOptions & { user: string; actor: { sub: string } }): Promise<LoginOutcome> {
    return this.post("delegated-login", login);
  }

  close(): Promise<void> {
    return this.dispatcher.close();
  }

  private async post(flow: string, body: object): Promise<LoginOutcome> {
    const response = await fetch(`https://${this.options.domain}/simulator/logins/${flow}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
      dispatcher: this.dispatcher,
    });
    if (!response.ok) {
      throw new Error(`the simulator refused the ${flow} of ${JSON.stringify(body)}: ${await response.text()}`);
    }
    return (await response.json()) as LoginOutcome;
  }
}
