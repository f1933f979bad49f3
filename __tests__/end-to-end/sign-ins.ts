import type { LoginOutcome, ServedRequest } from "../../simulator/simulator";
import type { Deployment } from "./deployment";

/** Enough for logins at the same time, few enough to leave Terraform some of the machine. */
const USERS = 4;

export interface SignIns {
  /** What became of each: "enforced", or else what went wrong. */
  verdicts: string[];
  /** How many sessions each user holds in the end. */
  sessions: number[];
}

/**
 * Has users sign in over and over while `work` is done: each of them at least once before it begins, at the same time as the
 * others, and once after it has ended. A login during which the Action is exchanged, and its old credentials end, has to go
 * through, and may go unenforced: the old Action runs to its end, and gets no token if it asks for one after that.
 */
export async function signInThroughout(deployment: Deployment, work: () => Promise<unknown>): Promise<SignIns> {
  const users = await Promise.all(Array.from({ length: USERS }, () => addReturningUser(deployment)));
  const verdicts: string[] = [];
  const signIn = async (user: string) => {
    const before = deployment.simulator.requests().length;
    const login = await deployment.simulator.browser.signIn({ user });
    const overtaken = isOvertaken(deployment.simulator.requests().slice(before));
    if (login.outcome !== "signed in" || !overtaken) verdicts.push(verdictOn(login));
  };

  await Promise.all(users.map(signIn));
  let working = true;
  const signingIn = users.map(async (user) => {
    while (working) await signIn(user);
    await signIn(user);
  });
  await work().finally(() => (working = false));
  await Promise.all(signingIn);

  const held = await Promise.all(users.map((user) => deployment.sessionsOf(user)));
  return { verdicts, sessions: held.map(({ length }) => length) };
}

/** What an Action needs for a token: its client grant, its application and, below that, its keys. */
const DELETES_CREDENTIALS = /^DELETE \/api\/v2\/(client-grants|clients)\//;

/** Whether an Action was deployed, and credentials deleted after it, among these requests. */
function isOvertaken(requests: ServedRequest[]): boolean {
  const writes = requests.filter(({ status }) => status < 300).map(({ method, path }) => `${method} ${path}`);
  const deployed = writes.findIndex((write) => write.endsWith("/deploy"));
  return deployed !== -1 && writes.slice(deployed).some((write) => DELETES_CREDENTIALS.test(write));
}

/** One whose next login is looked at: a user's first has nothing to end. */
export async function addReturningUser(deployment: Deployment): Promise<string> {
  const user = await deployment.addUser();
  await deployment.simulator.browser.signIn({ user });
  return user;
}

/** Whether a login went well and the policy was enforced at it, by what the Action reports. */
export function verdictOn({ outcome, reason, executions }: LoginOutcome): string {
  if (outcome !== "signed in") return `${outcome}: ${reason}`;
  const lines = executions.flatMap(({ logs }) => logs).filter((line) => line.includes('"event"'));
  if (lines.length === 0) return "the Action did not run";
  const { event, failed } = JSON.parse(lines[0]!) as { event: string; failed: number };
  return ["session-revoked", "sessions-kept"].includes(event) && failed === 0 ? "enforced" : lines[0]!;
}

/** Fails unless every login was enforced, and left each user one session. */
export function expectEnforced({ verdicts, sessions }: SignIns): void {
  expect(new Set(verdicts)).toEqual(new Set(["enforced"]));
  expect(new Set(sessions)).toEqual(new Set([1]));
}
