import { readCommandLine } from "../../simulator/command-line";
import { RunningSimulator } from "./running-simulator";

test("each option is that of startSimulator", () => {
  const args = [
    "--port",
    "9000",
    "--host",
    "tenant",
    "--identity",
    "kept",
    "--seed",
    "seed.yaml",
    "--clock",
    "2026-01-31",
  ];
  const others = ["--latency", "30", "--deletion-delay", "500", "--rate-limit", "10/2"];
  expect(readCommandLine([...args, ...others])?.options).toEqual({
    port: 9000,
    pagePort: 9001,
    host: "tenant",
    identityFolder: "kept",
    seed: "seed.yaml",
    clock: new Date("2026-01-31"),
    latency: 30,
    deletionDelay: 500,
    rateLimit: { burst: 10, perSecond: 2 },
    state: undefined,
  });
});

test("faults, an Action and the state's file come besides", () => {
  const fault = ["--fault", "POST /oauth/token 503", "--fault", "GET /api/v2/users/:id/sessions 429 2"];
  const action = ["--action", "greet.js", "--secret", "key=a=b", "--dependency", "@scope/name@1.0.0"];
  expect(readCommandLine([...fault, ...action, "--state", "not-there.json"])).toMatchObject({
    faults: [{ path: "/oauth/token" }, { times: 2 }],
    action: {
      file: "greet.js",
      secrets: [{ name: "key", value: "a=b" }],
      dependencies: [{ name: "@scope/name", version: "1.0.0" }],
    },
    stateFile: "not-there.json",
  });
});

test.each([
  [["--port", "70000"], "--port 70000 is no port"],
  [["--clock", "yesterday"], "--clock yesterday is no date; give one such as 2026-01-31T09:00:00Z"],
  [["--clock", "2026-02-30T09:00:00Z"], "--clock 2026-02-30T09:00:00Z is no date"],
  [["--clock", "12"], "--clock 12 is no date"],
  [["--clock", "2026-01-31T25:00:00Z"], "--clock 2026-01-31T25:00:00Z is no date"],
  [["--deletion-delay", "-1"], "argument is ambiguous"],
  [["--deletion-delay", "soon"], "--deletion-delay soon is no whole number of milliseconds"],
  [["--fault", "nonsense"], '"nonsense" is not such as'],
  [["--state", __filename], `--state ${__filename} cannot be read: `],
  [["--secret", "key", "--action", "greet.js"], '--secret key has no "=" between a name and a value'],
  [["--secret", "key=value"], "--secret is for an Action; give --action FILE too"],
  [["--dependency", "ms@2.1.3"], "--dependency is for an Action; give --action FILE too"],
])("%j is refused", (args, message) => {
  expect(() => readCommandLine(args)).toThrow(message);
});

test("the tenant's time begins at the clock", async () => {
  const running = await RunningSimulator.start({ clock: new Date("2031-05-01T00:00:00Z") });
  const id = await running.newUser("a@example.com");
  expect((await running.simulator.management.users.get(id)).created_at).toMatch(/^2031-05-01T00:/);
  const { session } = await running.simulator.browser.signIn({ user: id });
  expect(session?.created_at).toMatch(/^2031-05-01T00:/);
  await running.close();
  await expect(RunningSimulator.start({ clock: new Date(NaN) })).rejects.toThrow("the clock cannot be set to NaN");
});

test("with a host the tenant is there, with a certificate for it and a warning", async () => {
  const warn = jest.spyOn(process, "emitWarning").mockImplementation(() => {});
  const host = "127.0.0.2";
  const running = await RunningSimulator.start({ host });
  expect(running.simulator.domain).toMatch(/^127\.0\.0\.2:\d+$/);
  expect((await running.call("/api/v2/users")).status).toBe(200);
  expect(warn.mock.calls.flat()).toEqual([
    expect.stringContaining("the simulator listens at 127.0.0.2: whoever reaches it can read"),
  ]);
  await running.close();
  await expect(RunningSimulator.start({ host: "0.0.0.0" })).rejects.toThrow(
    "host 0.0.0.0 is every address and no name",
  );
  await expect(RunningSimulator.start({ host: "192.0.2.1" })).rejects.toThrow(
    "host 192.0.2.1 is no name or address of this machine",
  );

  warn.mockClear();
  const alone = await RunningSimulator.start();
  const [, port] = alone.simulator.domain.split(":");
  await expect(alone.call("/api/v2/users", { domain: `127.0.0.2:${port}` })).rejects.toThrow("fetch failed");
  expect(warn).not.toHaveBeenCalled();
  await alone.close();
});
