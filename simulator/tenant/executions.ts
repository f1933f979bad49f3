import { randomUUID } from "node:crypto";
import { notFound } from "../errors";
import type { Clock } from "./clock";

/** How long one is kept, in milliseconds. Source: the Management API's documentation of executions. */
const KEPT_FOR = 10 * 24 * 60 * 60 * 1000;
/** How many are kept; the oldest goes. */
const LIMIT = 100_000;

export interface ExecutedAction {
  /** The Action's name. */
  action: string;
  /** Milliseconds. */
  duration: number;
  /** What went wrong, with the stack. */
  error?: string;
}

/** One run of a trigger. Dates are ISO 8601. */
export interface Execution {
  id: string;
  trigger_id: "post-login";
  status: "final";
  results: {
    action_name: string;
    started_at: string;
    ended_at: string;
    error?: { id: string; msg: string };
  }[];
  created_at: string;
  updated_at: string;
}

/** What the tenant remembers of the Actions that ran: when each did, and how it failed; no text that one wrote. */
export class Executions {
  private readonly executions = new Map<string, Execution>();

  constructor(private readonly clock: Clock) {}

  /** @param startedAt milliseconds since the Unix epoch */
  record(startedAt: number, actions: readonly ExecutedAction[]): Execution {
    let moment = startedAt;
    const results = actions.map(({ action, duration, error }) => {
      const started_at = isoDate(moment);
      moment += duration;
      const failure = error !== undefined && { error: { id: randomUUID(), msg: error.split("\n")[0] ?? "" } };
      return { action_name: action, started_at, ended_at: isoDate(moment), ...failure };
    });
    const execution: Execution = {
      id: randomUUID(),
      trigger_id: "post-login",
      status: "final",
      results,
      created_at: isoDate(startedAt),
      updated_at: isoDate(moment),
    };
    this.executions.set(execution.id, execution);
    if (this.executions.size > LIMIT) this.forgetOldest();
    return execution;
  }

  /** @throws ManagementApiError 404 also when it is too old */
  get(id: string): Execution {
    const execution = this.executions.get(id);
    if (!execution || Date.parse(execution.created_at) + KEPT_FOR < this.clock.milliseconds) {
      throw notFound("The execution does not exist.", "inexistent_execution");
    }
    return execution;
  }

  state(): Execution[] {
    return [...this.executions.values()];
  }

  restore(state: readonly Execution[]): void {
    for (const execution of state) this.executions.set(execution.id, execution);
  }

  private forgetOldest(): void {
    const [oldest] = this.executions.keys();
    if (oldest !== undefined) this.executions.delete(oldest);
  }
}

function isoDate(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
