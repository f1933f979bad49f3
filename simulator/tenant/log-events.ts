import { notFound } from "../errors";
import type { Clock } from "./clock";

/** How many are kept; the oldest goes. */
const LIMIT = 100_000;

/** What a tenant log tells of one event. Dates are ISO 8601. */
export interface LogEvent {
  log_id: string;
  date: string;
  /** Such as `s`, a successful login. Source: Auth0, "Log Event Type Codes". */
  type: string;
  description?: string;
  client_id?: string;
  client_name?: string;
  connection?: string;
  strategy?: string;
  strategy_type?: string;
  ip?: string;
  user_agent?: string;
  hostname?: string;
  user_id?: string;
  user_name?: string;
  audience?: string;
  scope?: string;
  /** The SDK that made the request, if one did. */
  auth0_client?: unknown;
  details?: Record<string, unknown>;
}

/** The tenant's log, oldest first. */
export class LogEvents {
  private readonly events: LogEvent[] = [];
  private written = 0;

  constructor(
    private readonly clock: Clock,
    private readonly limit = LIMIT,
  ) {}

  write(event: Omit<LogEvent, "log_id" | "date">): void {
    const present = this.clock.present();
    const latest = this.events.at(-1)?.date;
    const date = latest !== undefined && latest > present ? latest : present;
    this.events.push({ log_id: logId(date, ++this.written), date, ...event });
    if (this.events.length > this.limit) this.events.shift();
  }

  all(): LogEvent[] {
    return [...this.events];
  }

  state(): { written: number; events: LogEvent[] } {
    return { written: this.written, events: this.all() };
  }

  restore({ written, events }: { written: number; events: readonly LogEvent[] }): void {
    this.written = written;
    this.events.push(...events);
  }

  /** @throws ManagementApiError 404 */
  get(id: string): LogEvent {
    const event = this.events.find(({ log_id }) => log_id === id);
    if (!event) throw notFound("The log does not exist.", "inexistent_log");
    return event;
  }

  /** What was written after the event with this id, which may be forgotten already. */
  after(id: string, take: number): LogEvent[] {
    const start = this.events.findIndex(({ log_id }) => log_id > id);
    return start === -1 ? [] : this.events.slice(start, start + take);
  }
}

/** 56 digits that sort by time, as those that Auth0 gives out do. */
function logId(date: string, number: number): string {
  return `900${date.replaceAll(/\D/g, "")}${String(number).padStart(36, "0")}`;
}
