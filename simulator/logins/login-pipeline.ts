import type { DeployedAction } from "../actions/deployed-action";
import type { PostLoginResult, PostLoginTrigger } from "../actions/post-login";
import { asDeployed } from "../tenant/actions";
import type { Tenant } from "../tenant/tenant";
import { joinOrganization } from "./admission";
import { applyConsequences, asksForSecondFactor } from "./consequences";
import { postLoginEvent } from "./event";
import type { Login } from "./login-in-progress";
import { logFailedActions, logLogin } from "./login-log";

/** A login on its way through the Actions that were bound when it began. */
export interface Progress {
  readonly login: Login;
  readonly actions: readonly DeployedAction[];
  readonly startedAt: number;
  /** With a challenge, the Actions wait for a second factor. */
  result: PostLoginResult;
  secondFactorGiven: boolean;
}

/** What a login goes through once it is known who logs in: the Actions, and then what they and the tenant ask for. */
export class LoginPipeline {
  constructor(
    private readonly tenant: Tenant,
    private readonly trigger: PostLoginTrigger,
  ) {}

  /** The session exists while the Actions run, so a Management API call of theirs sees it. */
  async begin(login: Login): Promise<Progress> {
    const { triggerBindings, clock } = this.tenant;
    joinOrganization(this.tenant, login);
    const progress: Progress = {
      login,
      actions: triggerBindings.of("post-login").map(({ action }) => asDeployed(action)),
      startedAt: clock.milliseconds,
      result: { executions: [] },
      secondFactorGiven: false,
    };
    await this.runActions(progress);
    return progress;
  }

  /** The user has given a second factor: where Actions wait for it, they go on. */
  async secondFactor(progress: Progress): Promise<void> {
    const { session } = progress.login;
    if (session) this.tenant.sessions.recordSecondFactor(session);
    progress.secondFactorGiven = true;
    if (progress.result.challenge) await this.runActions(progress);
  }

  /**
   * All Actions are through: does to the tenant what they asked for.
   *
   * @returns whether the user has to give a second factor before the login is over
   */
  conclude({ login, result, secondFactorGiven }: Progress): boolean {
    applyConsequences(this.tenant, login, result);
    return !secondFactorGiven && asksForSecondFactor(this.tenant, login, result);
  }

  /** Tells the tenant log how the login ended. */
  log({ login, startedAt, result: { executions: actions, denied } }: Progress): void {
    const execution = actions.length > 0 ? this.tenant.executions.record(startedAt, actions) : undefined;
    if (execution) logFailedActions(this.tenant, login, { actions, execution });
    logLogin(this.tenant, login, { reason: denied?.reason, execution });
  }

  /** A challenge that was met in this login already is met. */
  private async runActions(progress: Progress): Promise<void> {
    do {
      delete progress.result.challenge;
      const event = postLoginEvent(this.tenant, progress.login);
      progress.result = await this.trigger.run(progress.actions, event, progress.result);
      if (progress.result.denied) delete progress.result.challenge;
    } while (progress.result.challenge && progress.secondFactorGiven);
  }
}
