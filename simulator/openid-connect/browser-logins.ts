import { randomUUID } from "node:crypto";
import type { KoaContextWithOIDC } from "oidc-provider";
import type { Activity } from "../activity";
import type { Protocol } from "../actions/event";
import { refusal } from "../logins/admission";
import { arrivalOf } from "../logins/arrival";
import { INTERACTION_REQUIRED, type Login } from "../logins/login-in-progress";
import { logLogin } from "../logins/login-log";
import type { LoginPipeline, Progress } from "../logins/login-pipeline";
import type { Tenant } from "../tenant/tenant";
import type { CompletedLogins } from "./completed-logins";
import { errors } from "./oidc-provider";

/** What the pages of a login have found out so far; it travels with oidc-provider's interaction. */
interface Findings {
  login?: { accountId: string };
  /** Of a login that waits for a second factor. */
  transaction?: string;
  secondFactor?: object;
}

/** How many logins may wait for a second factor at once; the oldest is forgotten, and begins anew. */
const MAXIMUM_WAITING = 1000;

/** Logins in a browser, from the moment it is known who logs in to the moment oidc-provider answers the application. */
export class BrowserLogins {
  private readonly waiting = new Map<string, { progress: Progress; concluded: boolean }>();

  constructor(
    private readonly tenant: Tenant,
    private readonly pipeline: LoginPipeline,
    private readonly completed: CompletedLogins,
    private readonly activity: Activity,
  ) {}

  /**
   * Takes the login as far as it goes without the user.
   *
   * @returns whether a second factor is wanted before it can go on
   * @throws OIDCProviderError where the login is denied
   */
  async proceed(ctx: KoaContextWithOIDC): Promise<boolean> {
    const { transaction, secondFactor } = findingsOf(ctx);
    const kept = transaction === undefined ? undefined : this.waiting.get(transaction);
    const { progress, concluded } = kept ?? { progress: await this.begin(ctx), concluded: false };
    if (transaction !== undefined) this.waiting.delete(transaction);
    if (kept && secondFactor) await this.pipeline.secondFactor(progress);
    if (kept && !secondFactor) return this.wait(ctx, progress, concluded);

    if (progress.result.challenge) return this.wait(ctx, progress, false);
    if (!concluded && this.pipeline.conclude(progress)) return this.wait(ctx, progress, true);
    this.finish(ctx, progress);
    return false;
  }

  private async begin(ctx: KoaContextWithOIDC): Promise<Progress> {
    const login = this.loginOf(ctx);
    const refused = refusal(this.tenant, login);
    if (refused !== undefined) {
      logLogin(this.tenant, login, { reason: refused });
      this.activity.login(flowOf(login), login.user.user_id, { outcome: "denied", reason: refused, executions: [] });
      throw new errors.CustomOIDCProviderError("unauthorized", refused);
    }
    return this.pipeline.begin({ ...login, session: this.sessionFor(ctx, login) });
  }

  /** The browser's session where there is one, which is authenticated anew where credentials were given; else a new one. */
  private sessionFor(ctx: KoaContextWithOIDC, { user, client, device }: Login) {
    const { sessions, users } = this.tenant;
    const browser = ctx.oidc.session!;
    const live = sessions.live(browser.uid);
    const gaveCredentials = findingsOf(ctx).login !== undefined;
    const userId = user.user_id;
    if (live && !gaveCredentials) {
      sessions.interact(live, client.client_id, device);
      return live;
    }
    if (live) sessions.reauthenticate(live, client.client_id, device);
    const session = live ?? sessions.establish({ userId, clientId: client.client_id, ...device, methods: ["pwd"] });
    users.recordLogin(user, device.ip, session.authenticated_at);
    browser.uid = session.id;
    browser.loginTs = this.tenant.clock.onThisMachine(session.authenticated_at);
    return session;
  }

  private loginOf(ctx: KoaContextWithOIDC): Login {
    const { session, client, prompts, params = {}, route } = ctx.oidc;
    const authorization = parametersOf(params);
    const { organization, audience, state = "" } = authorization;
    const [prompt] = prompts;
    const arrival = arrivalOf(this.tenant, {
      domain: ctx.host,
      user: session!.accountId!,
      options: {
        clientId: client!.clientId,
        device: deviceOf(ctx),
        scopes: authorization.scope?.split(" ") ?? [],
        state,
        ...(audience !== undefined && { audience }),
        ...(organization !== undefined && { organization }),
      },
    });
    return {
      ...arrival,
      protocol: protocolOf(route, authorization.response_type),
      authorization,
      ...(prompt !== undefined && { prompt }),
    };
  }

  private wait(ctx: KoaContextWithOIDC, progress: Progress, concluded: boolean): boolean {
    if (progress.login.prompt === "none") {
      progress.result.denied = { reason: "a second factor is required" };
      this.tell(progress);
      throw new errors.CustomOIDCProviderError(INTERACTION_REQUIRED, "a second factor is required");
    }
    const transaction = randomUUID();
    this.waiting.set(transaction, { progress, concluded });
    const [oldest] = this.waiting.keys();
    if (oldest !== undefined && this.waiting.size > MAXIMUM_WAITING) this.waiting.delete(oldest);
    const { login } = findingsOf(ctx);
    Object.assign(ctx.oidc, { result: { ...(login && { login }), transaction } });
    return true;
  }

  private finish(ctx: KoaContextWithOIDC, progress: Progress): void {
    const { login, result } = progress;
    const browser = ctx.oidc.session!;
    this.tell(progress);
    if (result.denied) throw new errors.AccessDenied(result.denied.reason);
    browser.transient = login.session?.cookie.mode === "non-persistent" ? true : undefined;
    this.completed.add(ctx.oidc.grant!.jti, progress);
  }

  private tell(progress: Progress): void {
    const { login, result } = progress;
    const { session, user } = login;
    this.pipeline.log(progress);
    this.activity.login(flowOf(login), user.user_id, {
      outcome: result.denied ? "denied" : "signed in",
      ...(session && { session }),
      ...(result.denied && { reason: result.denied.reason }),
      executions: result.executions,
    });
  }
}

function findingsOf({ oidc }: KoaContextWithOIDC): Findings {
  return oidc.result ?? {};
}

/** As the browser sent them: oidc-provider has another scope than was asked for. */
function parametersOf({ requested_scope, ...params }: Record<string, unknown>): Record<string, string> {
  const entries = Object.entries({ ...params, scope: requested_scope });
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === "string"));
}

export function deviceOf(ctx: Pick<KoaContextWithOIDC, "ip" | "get">) {
  const language = ctx.get("accept-language").split(/[,;]/)[0];
  return { ip: ctx.ip, userAgent: ctx.get("user-agent"), ...(language && { language }) };
}

function protocolOf(route: string, responseType = ""): Protocol {
  if (/^(code|device)_/.test(route)) return "oauth2-device-code";
  if (!responseType.includes("code")) return "oidc-implicit-profile";
  return responseType.includes("token") ? "oidc-hybrid-profile" : "oidc-basic-profile";
}

function flowOf({ protocol, prompt }: Login): string {
  if (protocol === "oauth2-device-code") return "/activate";
  return prompt === undefined ? "/authorize" : `/authorize with prompt=${prompt}`;
}
