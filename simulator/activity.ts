import type { LoginOutcome } from "./logins/login";
import type { ServedRequest } from "./request-journal";
import type { Clock } from "./tenant/clock";

/** A login that is over. */
export interface PastLogin {
  /** Counts the logins. */
  number: number;
  /** The tenant's time, ISO 8601. */
  at: string;
  /** Such as "sign-in". */
  flow: string;
  user: string | undefined;
  outcome: LoginOutcome;
}

/** A call of the tenant that was answered. */
export interface PastCall {
  /** Counts the calls. */
  number: number;
  /** The tenant's time, ISO 8601. */
  at: string;
  request: ServedRequest;
}

/** How much is remembered of each. */
const REMEMBERED = 100;

/** Characters of a query that are shown: the parameters of a login would fill the screen. */
const LONGEST_QUERY = 100;

/** Tells in a line each what happens on the tenant, as it happens, and remembers the latest. */
export class Activity {
  /** Newest first. */
  readonly logins: PastLogin[] = [];
  /** Newest first. */
  readonly calls: PastCall[] = [];

  constructor(
    private readonly clock: Clock,
    private readonly write: (line: string) => void,
  ) {}

  /** A call of the tenant, by an Action or by anybody else. */
  call(request: ServedRequest): void {
    const { method, path, query, status } = request;
    this.remember(this.calls, { request });
    const shown = query.length > LONGEST_QUERY ? `${query.slice(0, LONGEST_QUERY)}…` : query;
    this.write(`call    ${method} ${path}${shown && `?${shown}`} -> ${status}`);
  }

  /** A session has ended, and an application is told. */
  logoutToken(told: { url: string; initiator: string; session: string; problem?: string }): void {
    const { url, initiator, session, problem = "taken" } = told;
    this.write(`logout  ${url} told of ${initiator}, session ${session}: ${problem}`);
  }

  /** @param flow such as "sign-in" */
  login(flow: string, user: string | undefined, outcome: LoginOutcome): void {
    const { session, executions, reason } = outcome;
    for (const { action, duration, logs, error } of executions) {
      this.write(
        `action  ${action}, ${Math.round(duration)} ms${error === undefined ? "" : `: ${error.split("\n")[0]}`}`,
      );
      for (const line of logs.flatMap((log) => log.split("\n"))) this.write(`        ${line}`);
    }
    const who = user ?? session?.user_id;
    this.remember(this.logins, { flow, user: who, outcome });
    const what = reason === undefined ? outcome.outcome : `${outcome.outcome}: ${reason}`;
    this.write(
      `login   ${flow}${who === undefined ? "" : ` of ${who}`}: ${what}${session ? `, session ${session.id}` : ""}`,
    );
  }

  private remember<Past extends PastLogin | PastCall>(past: Past[], what: Omit<Past, "number" | "at">): void {
    const number = (past[0]?.number ?? 0) + 1;
    past.unshift({ number, at: this.clock.present(), ...what } as Past);
    past.length = Math.min(past.length, REMEMBERED);
  }
}
