import type { Random } from "../users/sample";
import { describeError } from "../tenant/api-error";
import { persist } from "../tenant/persistence";
import type { TenantReader } from "../tenant/tenant-reader";
import { UsageError } from "../options";

/** How long Auth0 keeps an execution, in milliseconds. Source: the Management API's documentation of executions. */
export const EXECUTION_KEPT_FOR = 10 * 24 * 60 * 60 * 1000;

/** One run of the Action. */
export interface Run {
  /** When the run started, in milliseconds since 1970. */
  readonly at: number;
  /** How long the run took. */
  readonly milliseconds: number;
}

/** Draws `count` of the items at random, each equally likely; all of them if there are fewer. */
export function drawSome<T>(items: readonly T[], count: number, random: Random): T[] {
  const left = [...items];
  const drawn: T[] = [];
  while (drawn.length < count && left.length > 0) drawn.push(...left.splice(Math.floor(random() * left.length), 1));
  return drawn;
}

/**
 * The run of an Action in an execution of the trigger. Needs the scope `read:actions`.
 *
 * @returns undefined if Auth0 no longer has the execution, or if the Action was not part of it
 */
export async function readRun(reader: TenantReader, execution: string, action: string): Promise<Run | undefined> {
  try {
    const { results = [] } = await persist(async () => reader.management.actions.executions.get(execution));
    const result = results.find(({ action_name }) => action_name === action);
    const [started, ended] = [result?.started_at, result?.ended_at].map((date) => Date.parse(String(date)));
    return started! >= 0 && ended! >= started! ? { at: started!, milliseconds: ended! - started! } : undefined;
  } catch (error) {
    const { status, reason } = describeError(error);
    if (status === 404) return undefined;
    throw new UsageError(`an execution of the Action cannot be read: ${reason}`);
  }
}
