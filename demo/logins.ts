import type { LoginOutcome } from "../simulator/simulator";
import { ACTION, FOREIGN_ACTION } from "./names";
import type { Told } from "./step";
import { expectNames, listNames } from "./unmet";
import type { User } from "./user";

interface Expectation {
  /** The devices whose sessions are live afterwards, in the order in which they signed in. */
  live: string[];
}

/** The user gives credentials on a device. */
export async function signIn(user: User, device: string, { live }: Expectation): Promise<Told> {
  const login = await user.signIn(device);
  expectSignedIn(login);
  return showSessions(user, live, login);
}

/** An application on the device gets fresh tokens, without a browser. */
export async function exchangeRefreshToken(user: User, device: string, { live }: Expectation): Promise<Told> {
  const login = await user.exchangeRefreshToken(device);
  expectSignedIn(login);
  return after("new tokens", await showSessions(user, live, login));
}

/** An application on the device asks whether the user is still signed in, and hears yes. */
export async function authenticateSilently(user: User, device: string, { live }: Expectation): Promise<Told> {
  const login = await user.authenticateSilently(device);
  expectSignedIn(login);
  return after("still signed in", await showSessions(user, live, login));
}

/** The same where the session has ended: the application hears no. */
export async function failToAuthenticateSilently(user: User, device: string, { live }: Expectation): Promise<Told> {
  const login = await user.authenticateSilently(device);
  expectNames("outcome", ["denied", "login_required"], [login.outcome, login.reason ?? "no reason"]);
  return after("login_required", await showSessions(user, live, login));
}

function after(outcome: string, { result, details }: Told): Told {
  return { result: `${outcome}; ${result}`, details };
}

function expectSignedIn(login: LoginOutcome): void {
  const reason = login.reason === undefined ? [] : [login.reason];
  expectNames("outcome", ["signed in"], [login.outcome, ...reason], logsOf(login).join("\n"));
  const ran = login.executions.map(({ action }) => action);
  expectNames("Actions that ran", [FOREIGN_ACTION, ACTION], ran, logsOf(login).join("\n"));
}

async function showSessions(user: User, live: string[], login: LoginOutcome): Promise<Told> {
  const sessions = await user.sessions();
  const logs = logsOf(login);
  const found = sessions.filter((session) => session.live).map(({ device }) => device);
  expectNames("devices with a live session", live, found, logs.join("\n"));
  return {
    result: `${found.length} live ${found.length === 1 ? "session" : "sessions"}: ${listNames(found)}`,
    details: { sessions, logs },
  };
}

/** What the Actions wrote, or what went wrong in them, a line each with the Action's name in front. */
function logsOf({ executions }: LoginOutcome): string[] {
  return executions.flatMap(({ action, logs, error }) =>
    [...logs, ...(error === undefined ? [] : [error])].map((line) => `${action}: ${line}`),
  );
}
