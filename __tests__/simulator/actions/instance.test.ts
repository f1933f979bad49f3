import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, writeFileSync } from "node:fs";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { Instance } from "../../../simulator/actions/instance";
import type { ToInstance } from "../../../simulator/actions/messages";
import { node22 } from "../../../simulator/actions/node22";
import { issueLoopbackCertificate } from "../../../simulator/certificate-authority";
import { deployed, handling, login, logsOf, pemFile, postLoginTrigger } from "./fixture";

const trigger = postLoginTrigger();
afterAll(() => trigger.close());

test("an Action runs on Node 22", async () => {
  expect(await logsOf(trigger, handling("console.log(process.versions.node)"))).toEqual([
    expect.stringMatching(/^22\./),
  ]);
});

test("nothing of the simulator's environment reaches an Action", async () => {
  process.env.AUTH0_CLIENT_SECRET = "must not leak";
  expect(await logsOf(trigger, handling("console.log(Object.keys(process.env).join())"))).toEqual([
    "NODE_EXTRA_CA_CERTS",
  ]);
});

test("an Action trusts the certificate authority that it is given, and only that one", async () => {
  const { certificate, privateKey, certificateAuthority } = await issueLoopbackCertificate();
  const server = createServer({ cert: certificate, key: privateKey }, (_request, response) => response.end("hello"));
  await once(server.listen(0, "127.0.0.1"), "listening");
  const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const fetching = handling(`console.log(await (await fetch("${url}")).text())`);
  const trusting = postLoginTrigger({ certificateAuthorityFile: pemFile(certificateAuthority) });
  try {
    expect(await logsOf(trusting, fetching)).toEqual(["hello"]);
    expect((await trigger.run([fetching], login())).executions[0]?.error).toContain("UNABLE_TO_VERIFY_LEAF_SIGNATURE");
  } finally {
    await trusting.close();
    server.close();
  }
});

test("module scope stays warm from one login to the next", async () => {
  const counting = deployed(`
    let executions = 0;
    console.log("loaded");
    exports.onExecutePostLogin = async () => console.log(++executions);`);
  expect(await logsOf(trigger, counting)).toEqual(["loaded", "1"]);
  expect(await logsOf(trigger, counting)).toEqual(["2"]);
});

test("a new version starts cold, in another process, and the old one ends", async () => {
  const first = deployed(`
    let executions = 0;
    exports.onExecutePostLogin = async () => console.log(++executions, process.pid);`);
  await logsOf(trigger, first);
  const [before] = await logsOf(trigger, first);
  const [after] = await logsOf(trigger, { ...first, versionId: "another" });
  expect(before).toMatch(/^2 /);
  expect(after).toMatch(/^1 /);
  await gone(Number(before!.split(" ")[1]));
});

test("an Action that is bound no more has no process", async () => {
  const bound = handling("console.log(process.pid)");
  const [pid] = await logsOf(trigger, bound);
  await trigger.run([], login());
  await gone(Number(pid));
});

test("logins at the same time share an instance, and each has its own event, api and logs", async () => {
  const meeting = deployed(`
    let arrived = 0;
    let everybodyIsHere;
    const everybody = new Promise((resolve) => (everybodyIsHere = resolve));
    exports.onExecutePostLogin = async (event, api) => {
      console.log("before", event.user.user_id);
      if (++arrived === 3) everybodyIsHere();
      await everybody;
      console.info("after", event.user.user_id);
      await new Promise((resolve) => setTimeout(resolve, 1));
      console.error("last", event.user.user_id);
      api.access.deny(event.user.user_id);
    };`);
  const users = ["auth0|a", "auth0|b", "auth0|c"];
  const results = await Promise.all(users.map((user_id) => trigger.run([meeting], login({ user: { user_id } }))));
  expect(results.map(({ executions, denied }) => [executions[0]?.logs, denied?.reason])).toEqual(
    users.map((user) => [[`before ${user}`, `after ${user}`, `last ${user}`], user]),
  );
});

test("an instance that dies fails the login, says how it died, and is replaced", async () => {
  const dying = handling(`
    if (event.user.user_id === "dies") { setImmediate(() => { throw new Error("nobody catches this") }); await new Promise(() => {}); }
    console.log("alive");`);
  const { executions, denied } = await trigger.run([dying], login({ user: { user_id: "dies" } }));
  expect(denied?.reason).toBe("the instance of the Action died: it ended with exit code 1");
  expect(executions[0]?.error).toContain("nobody catches this");
  expect(await logsOf(trigger, dying)).toEqual(["alive"]);
});

test("a login that takes too long leaves the others in its instance alone, and is the last to be let in", async () => {
  const released = path.join(mkdtempSync(path.join(tmpdir(), "instance-")), "released");
  const code = `
    const { existsSync } = require("node:fs");
    exports.onExecutePostLogin = async (event, api) => {
      while (!existsSync(event.request.query.file)) await new Promise(setImmediate);
      api.access.deny("released");
    };`;
  const instance = new Instance(
    { name: "waiting", code, dependencies: {}, actionModules: [] },
    node22(),
    pemFile(),
    () => {},
  );
  const waitingFor = (file: string) => ({
    event: { ...login({ request: { ...login().request, query: { file } } }), secrets: {} },
    cache: {},
    onLog: () => {},
  });
  const other = instance.execute(waitingFor(released), 60_000);
  expect(await instance.execute(waitingFor("never there"), 10)).toBe("timed out");
  expect(instance.accepting).toBe(false);
  writeFileSync(released, "");
  expect(await other).toEqual({ commands: [{ type: "deny", reason: "released" }] });
  await instance.ended;
});

test("close ends every process, also one that never comes to rest", async () => {
  const closing = postLoginTrigger();
  const [idle] = await logsOf(closing, handling("console.log(process.pid)"));
  const endless = closing.run([handling("console.log(process.pid); for (;;);")], login());
  await closing.close();
  expect((await endless).denied?.reason).toMatch(/SIGKILL/);
  await gone(Number(idle));
});

test("an instance ends when the simulator is gone, whatever its Action still waits for", async () => {
  const main = path.join(__dirname, "../../../simulator/actions/runtime/main.mts");
  const orphan = fork(main, { execPath: node22(), execArgv: ["--experimental-strip-types"], env: {}, stdio: "ignore" });
  const { code } = handling(`console.log("waiting"); await new Promise((resolve) => setTimeout(resolve, 3_600_000));`);
  const send = (message: ToInstance) => orphan.send(message);
  send({ type: "load", program: { name: "waiting", code, dependencies: {}, actionModules: [] } });
  send({ type: "execute", execution: 1, event: { ...login(), secrets: {} }, cache: {} });
  expect(await once(orphan, "message")).toContainEqual({ type: "log", execution: 1, line: "waiting" });
  orphan.disconnect();
  expect(await once(orphan, "exit")).toEqual([0, null]);
});

/** Waits for a process to end; the test's own time limit is how long that may take. */
async function gone(pid: number): Promise<void> {
  expect(pid).toBeGreaterThan(0);
  while (isRunning(pid)) await new Promise(setImmediate);
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
