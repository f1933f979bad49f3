import type { Management } from "auth0";
import { UsageError } from "../options";
import { describeError } from "../tenant/api-error";
import { persist } from "../tenant/persistence";
import type { TenantReader } from "../tenant/tenant-reader";
import type { Window } from "../window";
import type { EventLog } from "./draw";

const PAGE_SIZE = 100;

/**
 * How many pages a search returns at most, however many events match. Source: Auth0 docs, "Retrieve Log Events Using the Management
 * API".
 */
const PAGES = 10;

/** The query apart from the date, in Lucene's syntax. Source: Auth0 docs, "Log Search Query Syntax". */
export function queryFor({ clientIds, name }: { clientIds: readonly string[]; name?: string }): string {
  const callers = [
    ...clientIds.map((id) => `client_id:${quoted(id)}`),
    // An application that was replaced together with its credentials had another id but the same name.
    ...(name === undefined ? [] : [`client_name:${quoted(name)}`]),
  ];
  return `(type:(s OR f OR fsa OR fertft OR actions_execution_failed) OR (type:sapi AND (${callers.join(" OR ")})))`;
}

function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, "\\$&")}"`;
}

/** The events in a tenant's log that match a query. Needs the scope `read:logs`. */
export class TenantLog implements EventLog<Management.Log> {
  constructor(
    private readonly reader: TenantReader,
    private readonly query: string,
  ) {}

  /** The time of the oldest event that the tenant still keeps; undefined if it keeps none. */
  async oldest(): Promise<number | undefined> {
    const [event] = await this.page(undefined, { sort: "date:1", per_page: 1, page: 0 });
    return event && timeOf(event);
  }

  async read(window: Window): Promise<Management.Log[] | undefined> {
    const first = await this.pageOf(window, 0);
    if (first.length < PAGE_SIZE) return within(first, window);
    // The last page tells whether there are more events than a search returns, so it is read before the others.
    const last = await this.pageOf(window, PAGES - 1);
    if (last.length === PAGE_SIZE) return undefined;
    const events = [...first, ...last];
    for (let page = 1; page < PAGES - 1; page++) {
      const more = await this.pageOf(window, page);
      events.push(...more);
      if (more.length < PAGE_SIZE) break;
    }
    return within(events, window);
  }

  /** Both ends are included. Auth0 documents dates without a time of day here, so events outside the window are filtered out later. */
  private pageOf({ start, end }: Window, page: number): Promise<Management.Log[]> {
    const [from, to] = [start, end - 1].map((time) => new Date(time).toISOString());
    const q = `date:[${from} TO ${to}] AND ${this.query}`;
    return this.page(q, { sort: "date:-1", per_page: PAGE_SIZE, page });
  }

  /**
   * The SDK's `logs.list` has no parameter `q` and takes no checkpoint (`from`, `take`). It finds the events only in the object that
   * `include_totals` requests, which Auth0 has deprecated; it turns a bare array, the documented answer, into an empty page. So `q`
   * is passed as an extra parameter, and the raw answer is read in either shape. A checkpoint would read the whole log.
   */
  private async page(q: string | undefined, page: { sort: string; per_page: number; page: number }) {
    const request = { ...page, include_totals: false };
    try {
      return await persist(async () => {
        const { response } = await this.reader.management.logs.list(request, { queryParams: { q } });
        const answer = response as Management.Log[] | { logs?: Management.Log[] };
        const events = Array.isArray(answer) ? answer : answer.logs;
        if (!Array.isArray(events) || !events.every(isEvent))
          throw new Error("the tenant's answer holds no list of events");
        return events;
      });
    } catch (error) {
      throw new UsageError(`the tenant's log cannot be searched: ${describeError(error).reason}`);
    }
  }
}

/** Something else that passed for one would make a crowded window look empty. */
function isEvent(item: unknown): boolean {
  return typeof item === "object" && item !== null && !Array.isArray(item);
}

/** The event's time in milliseconds since 1970; NaN if the date is not a string, which Auth0's specification allows. */
export function timeOf({ date }: Management.Log): number {
  return typeof date === "string" ? Date.parse(date) : NaN;
}

function within(events: Management.Log[], { start, end }: Window): Management.Log[] {
  return events.filter((event) => timeOf(event) >= start && timeOf(event) < end);
}
