import type { LoginOutcome } from "./logins/login";
import type { ServedRequest } from "./request-journal";

/** Tells in a line each what happens on the tenant, as it happens. */
export class Activity {
  constructor(private readonly write: (line: string) => void) {}

  /** A call of the tenant, by an Action or by anybody else. */
  call({ method, path, query, status }: ServedRequest): void {
    this.write(`call    ${method} ${path}${query && `?${query}`} -> ${status}`);
  }

  /** @param flow such as "sign-in" */
  login(flow: string, user: string | undefined, { outcome, reason, session, executions }: LoginOutcome): void {
    for (const { action, duration, logs, error } of executions) {
      this.write(
        `action  ${action}, ${Math.round(duration)} ms${error === undefined ? "" : `: ${error.split("\n")[0]}`}`,
      );
      for (const line of logs.flatMap((log) => log.split("\n"))) this.write(`        ${line}`);
    }
    const who = user ?? session?.user_id;
    const what = reason === undefined ? outcome : `${outcome}: ${reason}`;
    this.write(
      `login   ${flow}${who === undefined ? "" : ` of ${who}`}: ${what}${session ? `, session ${session.id}` : ""}`,
    );
  }
}
