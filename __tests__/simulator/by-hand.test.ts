import { execFileSync, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { once } from "node:events";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { deployActionFile } from "../../simulator/action-file";
import { RunningSimulator } from "./running-simulator";

jest.setTimeout(60_000); // starting Node and compiling takes seconds on a busy machine

const folder = () => mkdtempSync(path.join(tmpdir(), "by-hand-"));
const repository = path.join(__dirname, "../..");

/** Lines as they come, of which a test waits for the next that fits. */
class Lines {
  readonly all: string[] = [];
  private waiting?: { pattern: RegExp; resolve: (line: string) => void };

  readonly write = (line: string) => {
    this.all.push(line);
    if (this.waiting?.pattern.test(line)) this.waiting.resolve(line);
  };

  next(pattern: RegExp): Promise<string> {
    return new Promise((resolve) => (this.waiting = { pattern, resolve }));
  }
}

test("the command that npm run simulator prints works as it is printed, and the login is told in a line", async () => {
  const simulator = spawn(
    path.join(repository, "node_modules/.bin/tsx"),
    ["simulator/main.ts", "--port", "0", "--identity", folder()],
    { cwd: repository },
  );
  const lines = new Lines();
  createInterface(simulator.stdout).on("line", lines.write);
  await lines.next(/^Ctrl-C stops it/);
  const [command = ""] = /curl [^]*?'\{.*\}'/.exec(lines.all.join("\n")) ?? [];
  const login = lines.next(/^login/);
  const outcome = JSON.parse(execFileSync("sh", ["-c", command], { encoding: "utf8", stdio: "pipe" })) as object;
  expect(outcome).toMatchObject({ outcome: "signed in" });
  expect(await login).toMatch(/^login {3}sign-in of auth0\|ada: signed in, session \S+$/);
  simulator.kill("SIGTERM");
  await once(simulator, "exit");
}, 60_000);

test("an Action's file that is not there is named", async () => {
  const running = await RunningSimulator.start();
  const missing = { file: path.join(folder(), "missing.js"), secrets: [], dependencies: [] };
  await expect(deployActionFile(running.simulator, missing, () => {})).rejects.toThrow(
    `cannot read the Action ${missing.file}: ENOENT`,
  );
  await running.close();
});

test("logins, Actions and calls are told while they happen", async () => {
  const lines = new Lines();
  const running = await RunningSimulator.start({ onActivity: lines.write });
  const file = path.join(folder(), "greeter.js");
  writeFileSync(
    file,
    `exports.onExecutePostLogin = async (event, api) => { console.log("hello", event.secrets.name); };`,
  );
  const secrets = [{ name: "name", value: "Ada" }];
  const stop = await deployActionFile(running.simulator, { file, secrets, dependencies: [] }, lines.write);
  const user = await running.newUser("a@example.com");
  await running.simulator.browser.signIn({ user });
  expect(lines.all).toContain("call    POST /api/v2/users -> 201");
  expect(lines.all.slice(-3)).toEqual([
    expect.stringMatching(/^action {2}greeter\.js, \d+ ms$/),
    "        hello Ada",
    expect.stringContaining(`login   sign-in of ${user}: signed in`),
  ]);

  const deployed = lines.next(/deployed anew/);
  writeFileSync(file, `exports.onExecutePostLogin = async (event, api) => { api.access.deny("changed"); };`);
  await deployed;
  expect(await running.simulator.browser.signIn({ user })).toMatchObject({ reason: "changed" });
  expect(lines.all.at(-1)).toContain("denied: changed");

  jest.spyOn(console, "warn").mockImplementation(() => {});
  const refused = lines.next(/its build failed/);
  writeFileSync(file, `exports.onExecutePostLogin = async (`);
  await refused;
  expect(await running.simulator.browser.signIn({ user })).toMatchObject({ reason: "changed" });
  stop();
  await running.close();
}, 30_000);

test("an identity that is kept is the same at the next start, and what was exported still works", async () => {
  const identityFolder = folder();
  const first = await RunningSimulator.start({ identityFolder });
  const { AUTH0_CLIENT_ID, AUTH0_CLIENT_SECRET, SSL_CERT_FILE } = first.simulator.environment;
  const { applicationClientId } = first.simulator;
  await first.close();
  const second = await RunningSimulator.start({ identityFolder });
  expect(second.simulator.environment).toMatchObject({ AUTH0_CLIENT_ID, AUTH0_CLIENT_SECRET, SSL_CERT_FILE });
  expect(second.simulator.applicationClientId).toBe(applicationClientId);
  expect((await second.call("/api/v2/users")).status).toBe(200);
  await second.close();
});

/** Starts it by hand; `folder` is where it keeps what is gone when it has stopped. */
async function started(...options: string[]) {
  const temporary = folder();
  // Without tsx's own process, which does not pass on every signal; a terminal sends them to both.
  const simulator = spawn(process.execPath, ["--import", "tsx", "simulator/main.ts", "--port", "0", ...options], {
    cwd: repository,
    env: { ...process.env, TMPDIR: temporary },
  });
  const lines = new Lines();
  createInterface(simulator.stdout).on("line", lines.write);
  await lines.next(/^Ctrl-C stops it/);
  const certificates = () => readdirSync(temporary).filter((name) => name.startsWith("auth0-simulator-"));
  expect(certificates()).toHaveLength(1);
  const [address = ""] = /https:\/\/\S+/.exec(lines.all.join("\n")) ?? [];
  return { simulator, certificates, address };
}

test.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)("cleans up when it is stopped by %s", async (signal) => {
  const { simulator, certificates } = await started();
  simulator.kill(signal);
  expect(await once(simulator, "exit")).toEqual([0, null]);
  expect(certificates()).toEqual([]);
});

test("stops and cleans up when nobody reads any more what it prints", async () => {
  const { simulator, certificates, address } = await started();
  simulator.stdout.destroy();
  spawnSync("curl", ["--insecure", "--silent", `${address}/.well-known/jwks.json`]);
  expect(await once(simulator, "exit")).toEqual([0, null]);
  expect(certificates()).toEqual([]);
});

test.each([
  [["--latency", "slow"], "--latency slow is no whole number of milliseconds"],
  [["--rate-limit", "50"], "--rate-limit 50 is not such as 50/16"],
  [["--rate-limit", "0/1"], "burst must be a whole number from 1"],
  [["--speed", "1"], "Unknown option '--speed'"],
])("does not start with %j, and says why", (options, reason) => {
  const command = ["--import", "tsx", "simulator/main.ts", "--port", "0", ...options];
  const { status, stderr } = spawnSync(process.execPath, command, { cwd: repository, encoding: "utf8" });
  expect(stderr).toContain(reason);
  expect(status).toBe(1);
});

test("goes on where it stopped, with what --state has kept, and breaks what --fault names", async () => {
  const kept = folder();
  const [state, seed, action] = ["state.json", "seed.yaml", "greet.js"].map((name) => path.join(kept, name)) as [
    string,
    string,
    string,
  ];
  writeFileSync(seed, "users: [{ user_id: auth0|grace, email: grace@example.com }]");
  writeFileSync(action, "exports.onExecutePostLogin = async () => {};");
  const options = ["--seed", seed, "--state", state, "--action", action, "--fault", "GET /.well-known/jwks.json 429"];
  const stopped = async ({ simulator }: Awaited<ReturnType<typeof started>>) => {
    simulator.kill("SIGTERM");
    expect(await once(simulator, "exit")).toEqual([0, null]);
    return JSON.parse(readFileSync(state, "utf8")) as { tenant: { users: { users: { entries: [string][] } } } };
  };
  const first = await started(...options);
  const signIn = [
    "--insecure",
    "--silent",
    `${first.address}/simulator/logins/sign-in`,
    "--json",
    '{"user":"auth0|grace"}',
  ];
  const { session } = JSON.parse(spawnSync("curl", signIn, { encoding: "utf8" }).stdout) as { session: { id: string } };
  const status = () =>
    spawnSync(
      "curl",
      [
        "--insecure",
        "--silent",
        "-w",
        "%{http_code}",
        "-o",
        path.join(kept, "answer"),
        `${first.address}/.well-known/jwks.json`,
      ],
      {
        encoding: "utf8",
      },
    ).stdout;
  expect([status(), status()]).toEqual(["429", "200"]);
  await stopped(first);

  const second = await started(...options);
  const known = JSON.stringify(await stopped(second));
  expect(known).toContain(session.id);
  expect(known.match(/"email":"grace@example.com"/g)).toHaveLength(1);
  expect(known).not.toContain("ada@example.com");
}, 240_000);

test("takes a latency and a rate limit", async () => {
  const { simulator, address } = await started("--latency", "1", "--rate-limit", "10/2");
  const answer = spawnSync("curl", ["--insecure", "--silent", `${address}/simulator/traffic`], { encoding: "utf8" });
  expect(JSON.parse(answer.stdout)).toEqual({ latency: 1, rateLimit: { burst: 10, perSecond: 2 } });
  simulator.kill("SIGTERM");
  await once(simulator, "exit");
});
