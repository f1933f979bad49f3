import type { PolicyDocument } from "../../contract/policy";
import { findApplications } from "../doctor/examination/application";
import { UsageError } from "../options";
import { withProgress } from "../progress";
import type { TenantReader } from "../tenant/tenant-reader";
import type { Window } from "../window";
import { draw } from "./draw";
import { readEvent } from "./happening";
import { periodsOf, type PeriodLength } from "./period";
import { drawSome, EXECUTION_KEPT_FOR, readRun, type Run } from "./runs";
import { summarize, type Chapter, type Summary } from "./summary";
import { queryFor, TenantLog } from "./tenant-log";

export interface Question {
  /** The construct's id. */
  readonly name: string;
  /** The client id of an existing application that the construct was given. */
  readonly clientId?: string;
  readonly policy: PolicyDocument;
  readonly window: Window;
  readonly by: PeriodLength;
  /** About how many slices of up to 1000 events to read if a day or an hour has more events than that. */
  readonly slices: number;
  /** How many executions to read in total, over all periods. */
  readonly executions: number;
}

export interface History extends Summary {
  readonly name: string;
  readonly by: PeriodLength;
  /** The time that the log covers; undefined if the log is empty. */
  readonly visible?: Window;
}

/** Finds out what a session policy has done. Changes nothing. */
export async function history(reader: TenantReader, question: Question): Promise<History> {
  const { name, clientId, window, by } = question;
  const query = queryFor({ clientIds: await clientIdsOf(reader, name, clientId), ...(!clientId && { name }) });
  const log = new TenantLog(reader, query);
  const oldest = await log.oldest();
  const visible = oldest === undefined ? undefined : { start: Math.max(oldest, window.start), end: window.end };
  const periods = visible ? periodsOf(visible, by) : [];
  const isKept = ({ end }: Window) => end > window.end - EXECUTION_KEPT_FOR;
  const runsOfEach = Math.ceil(question.executions / Math.max(1, periods.filter(isKept).length));
  const chapters = await withProgress(`${by}s`, periods.length, async (step) => {
    const read: Chapter[] = [];
    for (const period of periods) {
      const told = await readHappenings(log, period, question);
      const runs = isKept(period) ? await readRuns(reader, told.happenings, name, runsOfEach) : [];
      read.push({ window: period, ...told, runs });
      step();
    }
    return read;
  });
  return { name, by, visible, ...summarize(chapters) };
}

/** Needs the scope `read:clients`, unless the application's client id is given. */
async function clientIdsOf(reader: TenantReader, name: string, clientId?: string): Promise<string[]> {
  if (clientId !== undefined) return [clientId];
  const clients = await findApplications(reader, name);
  if (!clients) throw new UsageError(`applications cannot be read: ${reader.unread.at(-1)?.reason}`);
  if (clients.length > 0) return clients.map(({ client_id }) => client_id!);
  throw new UsageError(
    `the tenant has no application "${name}"; pass --name, or set SINGLE_SESSION_CLIENT_ID to the one that you brought`,
  );
}

async function readHappenings(
  log: TenantLog,
  window: Window,
  question: Question,
): Promise<Pick<Chapter, "sampled" | "happenings">> {
  const happenings: Chapter["happenings"][number][] = [];
  let sampled = false;
  for await (const { events, weight } of draw(log, window, question.slices, Math.random)) {
    sampled ||= weight > 1;
    for (const event of events) {
      const happening = readEvent(event, question);
      if (happening) happenings.push({ happening, weight });
    }
  }
  return { sampled, happenings };
}

async function readRuns(
  reader: TenantReader,
  happenings: Chapter["happenings"],
  action: string,
  most: number,
): Promise<Run[]> {
  const ids = happenings.flatMap(({ happening }) => ("executions" in happening ? happening.executions : []));
  const runs: Run[] = [];
  for (const id of drawSome(ids, most, Math.random)) {
    const run = await readRun(reader, id, action);
    if (run) runs.push(run);
  }
  return runs;
}
