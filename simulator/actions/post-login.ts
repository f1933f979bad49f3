import { TriggerCache } from "./cache";
import type { DeployedAction } from "./deployed-action";
import type { PostLoginEvent } from "./event";
import { Instance } from "./instance";
import type { Program } from "./messages";
import { node22 } from "./node22";
import { applyToResult, eventAfter, type ActionExecution, type PostLoginResult } from "./result";
import { WarmInstances } from "./warm-instances";

export type { ActionExecution, PostLoginResult };

/** Milliseconds that all Actions of the trigger have together. Source: Auth0, "Actions Limitations". */
export const TRIGGER_TIME_LIMIT = 20_000;

/** Of what an Action writes to the console. Source: Auth0, "Actions Limitations". */
const KEPT_CHARACTERS = 256;

export interface PostLoginTriggerOptions {
  /** PEM file of the authority whose certificates an Action's HTTPS requests trust, besides the public ones. */
  certificateAuthorityFile: string;
  /** Milliseconds for all Actions together. @default TRIGGER_TIME_LIMIT */
  timeLimit?: number;
  /** Milliseconds by which the tenant's time is ahead of this machine's. @default none */
  ahead?: () => number;
}

/** Runs the Actions bound to post-login, each in a warm instance of its own, with one cache for all of them. */
export class PostLoginTrigger {
  private readonly cache = new TriggerCache();
  private readonly instances: WarmInstances;
  private readonly timeLimit: number;
  private readonly ahead: () => number;

  /** @throws Error when there is no Node 22 on this machine */
  constructor({ certificateAuthorityFile, timeLimit = TRIGGER_TIME_LIMIT, ahead = () => 0 }: PostLoginTriggerOptions) {
    const node = node22();
    this.timeLimit = timeLimit;
    this.ahead = ahead;
    this.instances = new WarmInstances(
      (action) => new Instance(programOf(action), node, certificateAuthorityFile, (write) => this.cache.apply(write)),
    );
  }

  /**
   * Runs the Actions in order, until one denies the login, fails or challenges the user, or the time is up. Where one has
   * challenged the user, the result goes on with the next Action once the challenge is taken from it, in a time of its own.
   *
   * @param event without what the result says of Actions that have run
   */
  async run(
    actions: readonly DeployedAction[],
    event: PostLoginEvent,
    result: PostLoginResult = { executions: [] },
  ): Promise<PostLoginResult> {
    const deadline = performance.now() + this.timeLimit;
    this.instances.retireAllBut(actions);
    for (const action of actions.slice(result.executions.length)) {
      await this.execute(action, event, deadline, result);
      if (result.denied ?? result.challenge) break;
    }
    return result;
  }

  /** Ends every instance, also those that are running an Action. */
  close(): Promise<void> {
    return this.instances.close();
  }

  private async execute(
    action: DeployedAction,
    event: PostLoginEvent,
    deadline: number,
    result: PostLoginResult,
  ): Promise<void> {
    const started = performance.now();
    const logs: string[] = [];
    const outcome = await this.instances.of(action).execute(
      {
        event: { ...eventAfter(event, result), secrets: action.secrets },
        cache: this.cache.recordsAt(Date.now() + this.ahead()),
        ahead: this.ahead(),
        onLog: (line) => logs.push(line),
      },
      deadline - started,
    );
    const execution: ActionExecution = {
      action: action.name,
      logs,
      keptLogs: logs.join("\n").slice(0, KEPT_CHARACTERS),
      duration: performance.now() - started,
      commands: typeof outcome === "object" && "commands" in outcome ? outcome.commands : [],
    };
    result.executions.push(execution);
    if (outcome === "timed out") {
      const reason = `the Actions of post-login took longer than ${this.timeLimit} ms together: ${action.name} was stopped`;
      execution.error = reason;
      execution.errorClass = "action_timeout";
      result.denied = { reason };
    } else if ("failure" in outcome) {
      execution.error = outcome.failure.details;
      execution.errorClass = "action_error";
      result.denied = { reason: outcome.failure.reason };
    } else {
      for (const command of outcome.commands) applyToResult(result, command);
    }
  }
}

function programOf({ name, code, layer, modules }: DeployedAction): Program {
  return {
    name,
    code,
    dependencies: layer.modules,
    actionModules: modules.map((module) => ({ ...module, dependencies: module.layer.modules })),
  };
}
