import { SingleSessionConstruct, type SessionPolicyProps } from "../../constructs";
import { runCommand } from "./command";
import { Deployment, PREPARATION_TIME } from "./deployment";

jest.setTimeout(120_000);

const PHONE = { ip: "203.0.113.7", userAgent: "Phone" };
const LAPTOP = { ip: "198.51.100.9", userAgent: "Laptop" };
const MESSAGE = "One session at a time";

let deployment: Deployment;
beforeAll(async () => (deployment = await Deployment.start()), PREPARATION_TIME);
afterAll(() => deployment.stop());

const deploy = (policy: SessionPolicyProps = {}) =>
  deployment.apply((stack) => void new SingleSessionConstruct(stack, "SingleSession", { policy }));

interface Told {
  visible?: { from: string; to: string };
  periods: (Record<"signedIn" | "ended" | "refused", number> & { latency?: { runs: number; median: number } })[];
  users: { user: string; ended: number; refused: number }[];
  endedOfUnknown: number;
  flapping: { user: string; turns: number; places?: object[] }[];
}

async function history(...args: string[]): Promise<{ exitCode: number; told: Told }> {
  const { exitCode, stdout } = await runCommand(deployment.simulator, ["history", "--json", ...args]);
  return { exitCode, told: JSON.parse(stdout) as Told };
}

const total = (told: Told, what: "signedIn" | "ended" | "refused") =>
  told.periods.reduce((sum, period) => sum + period[what], 0);

test("sessions that the policy ended and logins that it refused are told, and what others did is not", async () => {
  const { browser, management } = deployment.simulator;
  await deploy();
  const [sharing, quiet] = [await deployment.addUser(), await deployment.addUser()];
  for (const device of [PHONE, LAPTOP, PHONE, LAPTOP, PHONE]) await browser.signIn({ user: sharing, device });
  const { session } = await browser.signIn({ user: quiet });
  // By somebody else, not by the policy.
  await management.sessions.delete(session!.id);
  await deployment.simulator.settled();

  const before = deployment.simulator.requests().length;
  const { exitCode, told } = await history("--show-users");
  expect(exitCode).toBe(1);
  expect([total(told, "signedIn"), total(told, "ended"), total(told, "refused")]).toEqual([6, 4, 0]);
  expect(told).toMatchObject({
    users: [{ user: sharing, ended: 4, refused: 0 }],
    endedOfUnknown: 0,
    flapping: [{ user: sharing, turns: 4, places: [PHONE, LAPTOP] }],
  });
  expect(told.periods.at(-1)?.latency?.runs).toBe(6);
  const calls = deployment.simulator.requests().slice(before);
  expect(new Set(calls.filter(({ path }) => path !== "/oauth/token").map(({ method }) => method))).toEqual(
    new Set(["GET"]),
  );

  await deploy({ whenExceeded: "deny-login", denialMessage: MESSAGE });
  expect((await browser.signIn({ user: sharing })).outcome).toBe("denied");
  await management.users.update(quiet, { blocked: true });
  expect((await browser.signIn({ user: quiet })).outcome).toBe("denied");
  const { told: later } = await history("--by", "hour", "--show-users");
  expect([total(later, "ended"), total(later, "refused")]).toEqual([4, 1]);
  expect(later.users).toEqual([{ user: sharing, ended: 4, refused: 1 }]);
});

test("nobody is named, and no place, unless it is asked for", async () => {
  const { stdout: text } = await runCommand(deployment.simulator, ["history"]);
  const { stdout: json } = await runCommand(deployment.simulator, ["history", "--json"]);
  for (const told of [text, json]) {
    for (const personal of ["auth0|", "example.com", PHONE.ip, PHONE.userAgent]) expect(told).not.toContain(personal);
  }
  expect(text).toMatch(/warning: two places of user [0-9a-f]{12} ended each other's sessions in turn, 4 times/);
  expect(text).toMatch(/the Action's times are from \d+ executions/);
});

test("on a tenant with a small rate limit, no call is refused, and others find room", async () => {
  const { simulator } = deployment;
  simulator.traffic.limitRate({ burst: 10, perSecond: 2 });
  const before = simulator.requests().length;
  await history();
  const calls = simulator.requests().slice(before);
  simulator.traffic.limitRate({ burst: 1_000_000, perSecond: 1_000_000 });
  expect(calls.length).toBeGreaterThan(12);
  expect(calls.filter(({ status }) => status === 429)).toEqual([]);
});

test("of what the log has lost, nothing is told; it says from when on it could see", async () => {
  const { told } = await history("--since", "2020-01-01");
  const oldest = (await deployment.simulator.management.logs.list({ sort: "date:1", per_page: 1 })).data[0]!;
  expect(told.visible?.from).toBe(oldest.date);
});

test("a deployment that is not there is an error that says what to do", async () => {
  await expect(history("--name", "Other", "--policy", "package.json")).rejects.toThrow(/policy/);
  await expect(history("--name", "Other")).rejects.toThrow(/no Action "Other" is deployed; pass --name/);
});
