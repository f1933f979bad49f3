/**
 * Plays docs/rollout.md on a simulated tenant, and holds what the page shows against what the commands print. After a change,
 * `ROLLOUT=write npx jest __tests__/end-to-end/rollout.test.ts` writes it anew.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { SingleSessionConstruct, type SessionPolicyProps } from "../../constructs";
import { RATE_LIMITS } from "../../simulator/simulator";
import { runCommand } from "./command";
import { Deployment, PREPARATION_TIME } from "./deployment";

jest.setTimeout(180_000);

const PAGE = path.join(__dirname, "..", "..", "docs", "rollout.md");

/** A command and what it prints. A line "…" stands for the rest. */
const BLOCK = /(?<=```console\n\$ auth0-single-session )([^\n]+)\n([^`]+)(?=```)/g;

const PHONE = { ip: "203.0.113.7", userAgent: "Phone" };
const LAPTOP = { ip: "198.51.100.9", userAgent: "Laptop" };

let deployment: Deployment;
beforeAll(async () => (deployment = await Deployment.start()), PREPARATION_TIME);
afterAll(() => deployment.stop());

const deploy = (policy: SessionPolicyProps) =>
  deployment.apply((stack) => void new SingleSessionConstruct(stack, "SingleSession", { policy }));

const signIn = (name: string, device = PHONE) => deployment.simulator.browser.signIn({ user: `auth0|${name}`, device });

/** What comes before each command of the page, in its order. */
const events: Record<string, () => Promise<unknown>>[] = [
  {
    "preview --policy policy.json": async () => {
      await writeFile(path.join(deployment.folder, "policy.json"), '{ "maxSessions": 1 }');
      for (const [name, sessions] of Object.entries({ ada: 1, bob: 2, cleo: 4, dan: 1, eve: 1 })) {
        const account = { connection: "Username-Password-Authentication", user_id: name, email: `${name}@example.com` };
        await deployment.simulator.management.users.create(account);
        for (let n = 0; n < sessions; n++) await signIn(name);
      }
      deployment.simulator.traffic.limitRate(RATE_LIMITS.enterpriseProduction);
    },
  },
  {
    "preview --policy devices.json": async () => {
      const policy = '{ "maxSessions": 1, "refreshTokens": "revoke-others" }';
      await writeFile(path.join(deployment.folder, "devices.json"), policy);
      const { browser, management } = deployment.simulator;
      const grant_types = ["authorization_code", "refresh_token"];
      const { client_id: clientId } = await management.clients.create({ name: "Mobile", grant_types });
      await browser.nativeSocialLogin({ user: "auth0|dan", clientId, scopes: ["openid", "offline_access"] });
    },
  },
  { "doctor --require-deployed": () => deploy({ enforcement: "report-only" }) },
  { history: () => signIn("bob") },
  {
    "sweep --yes": async () => {
      await deploy({ enforcement: "enforce" });
      await deployment.simulator.settled();
    },
  },
  {
    history: async () => {
      for (const device of [LAPTOP, PHONE, LAPTOP, PHONE, LAPTOP]) await signIn("eve", device);
    },
  },
  { statement: async () => {} },
  { preview: async () => void (await deploy({ enforcement: "report-only" }), await signIn("ada")) },
];

/** What differs from run to run, as the page has it. */
function settled(output: string): string {
  return output
    .replaceAll(/ +$/gm, "")
    .replaceAll(deployment.simulator.domain, "acme.eu.auth0.com")
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "2026-11-25T10:00:00.000Z")
    .replaceAll(/\d{4}-\d\d-\d\d/g, "2026-11-25")
    .replaceAll(/│ \d+ ms +(?=│)/g, (cell) => "│ 20 ms".padEnd(cell.length))
    .replaceAll(/had \d+ of 50 requests/g, "had 40 of 50 requests");
}

test("docs/rollout.md shows what its commands print, one after the other", async () => {
  const page = readFileSync(PAGE, "utf8");
  const blocks = [...page.matchAll(BLOCK)];
  expect(blocks.map(([, command]) => command)).toEqual(events.flatMap((event) => Object.keys(event)));
  const outputs: string[] = [];
  for (const [index, event] of events.entries()) {
    const [[command, before]] = Object.entries(event) as [[string, () => Promise<unknown>]];
    await before();
    const { stdout } = await runCommand(deployment.simulator, command.split(" "), { cwd: deployment.folder });
    outputs.push(abridged(settled(stdout), blocks[index]![2]!));
  }
  if (process.env.ROLLOUT === "write") {
    const next = outputs[Symbol.iterator]();
    writeFileSync(
      PAGE,
      page.replace(BLOCK, (_, command: string) => `${command}\n${String(next.next().value)}`),
    );
  }
  expect(blocks.map(([, , shown]) => narrowed(shown!))).toEqual(outputs.map(narrowed));
});

/** How wide a table's columns are depends on the times that were measured. */
function narrowed(output: string): string {
  return output.replaceAll(/─+/g, "─").replaceAll(/ +│/g, " │");
}

/** Where the page leaves off with "…", so many lines of the output as it has. */
function abridged(output: string, shown: string): string {
  const lines = shown.trimEnd().split("\n");
  if (lines.at(-1) !== "…") return `${output.trimEnd()}\n`;
  return [...output.split("\n").slice(0, lines.length - 1), "…", ""].join("\n");
}
