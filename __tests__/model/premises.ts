import type { ComingLogin, Scenario } from "./scenario";

// What a scenario lets happen, on which it depends what must hold.

export function denies({ policy }: Scenario): boolean {
  return policy.whenExceeded === "deny-login";
}

/** Or counts anew, where the session goes on to another limit. */
export function authenticatesAgain(scenario: Scenario): boolean {
  return scenario.logins.some(
    (login) => login.kind === "entry" || (login.kind === "authentication" && returns(login, scenario)),
  );
}

export function newLogins(scenario: Scenario): number {
  return scenario.logins.filter((login) => !returns(login, scenario)).length;
}

/** Whether a login is in a session that is there already. */
function returns({ session, kind }: ComingLogin, { sessions }: Scenario): boolean {
  return kind !== "authentication" || sessions.some(({ id }) => id === session);
}

export function areAllReused(scenario: Scenario): boolean {
  const { sessions, logins } = scenario;
  return newLogins(scenario) === 0 && sessions.every(({ id }) => logins.some(({ session }) => session === id));
}

export function doClocksAgree({ logins }: Scenario): boolean {
  return logins.every(({ at }) => at === undefined);
}

/** Whether every session of before is older than every login, even where clocks disagree. */
export function areLoginsNewer({ sessions, logins }: Scenario): boolean {
  return sessions.every(({ authenticatedAt }) => logins.every(({ at = Infinity }) => authenticatedAt < at));
}

/** Whether a login may not get to do what it should: a deferral is to the promises what a failed request is. */
export function hasFailures(scenario: Scenario): boolean {
  const { faults, crashes, rotations } = scenario.mishaps;
  return faults + crashes + rotations > 0 || scenario.rateLimit !== undefined || isMiscounted(scenario);
}

/** Whether somebody who is said to log in for the first time holds sessions already. */
function isMiscounted({ isNewUser, sessions }: Scenario): boolean {
  return isNewUser && sessions.length > 0;
}

export function refusesAtFailure(scenario: Scenario): boolean {
  return scenario.policy.onFailure === "deny-login" && hasFailures(scenario);
}

/** Whether the order in which sessions make room may change while logins are under way. */
export function isReordered(scenario: Scenario): boolean {
  const { policy, logins, mishaps } = scenario;
  const isUsed = mishaps.uses > 0 || logins.some(({ kind }) => kind !== "authentication");
  return authenticatesAgain(scenario) || (policy.whenExceeded === "revoke-least-recently-used" && isUsed);
}

/** Whether somebody looks at all sessions: a new login at those that are older, a reuse at its own. */
export function isEnforced(scenario: Scenario): boolean {
  const isOnlyLogins = newLogins(scenario) === scenario.logins.length;
  return areAllReused(scenario) || (denies(scenario) ? isOnlyLogins : newLogins(scenario) > 0);
}

/** Nothing fails, and there is a login that makes room. */
export function isHealing(scenario: Scenario): boolean {
  return !hasFailures(scenario) && !denies(scenario) && !authenticatesAgain(scenario) && newLogins(scenario) > 0;
}
