import { RunningSimulator, type Call } from "./running-simulator";

let running: RunningSimulator;
let user: string;
beforeAll(async () => {
  running = await RunningSimulator.start();
  user = await running.newUser("a@example.com");
});
afterAll(() => running.close());

const nested = (levels: number, [open, close] = ['{"a":', "}"]) => `${open.repeat(levels)}1${close.repeat(levels)}`;
const listUsers = async () => (await running.call("/api/v2/users")).status;

describe("what is nested too deeply to be written again", () => {
  test.each([
    ["an object", (levels: number) => `{"user_metadata":${nested(levels - 1)}}`],
    ["an array", (levels: number) => `{"user_metadata":{"a":${nested(levels - 2, ["[", "]"])}}}`],
  ])("is refused in a body, which poisons nothing: %s", async (_what, body) => {
    const change = (levels: number) =>
      running.call(`/api/v2/users/${encodeURIComponent(user)}`, { method: "PATCH", body: body(levels) });
    expect(await change(100)).toMatchObject({ status: 200 });
    for (const levels of [101, 1000, 20_000]) {
      expect(await change(levels)).toMatchObject({ status: 400, body: { errorCode: "invalid_body" } });
    }
    expect(await listUsers()).toBe(200);
  });

  test("is refused of the simulator's own routes and of tokens too", async () => {
    const call: Call = { method: "POST", token: null, body: nested(20_000) };
    expect(await running.call("/simulator/logins/sign-in", call)).toMatchObject({ status: 400 });
    expect(await running.call("/oauth/token", call)).toMatchObject({ status: 400, body: { error: "invalid_request" } });
  });
});

describe("a number that is too large", () => {
  test.each([
    ["/api/v2/users?page=99999999999999999999", {}],
    ["/api/v2/users?page=1e308", {}],
    ["/api/v2/users?page=1e999", {}],
    ["/api/v2/users?per_page=Infinity", {}],
    ["/api/v2/clients?take=1e999", {}],
    ["/api/v2/tenants/settings", { method: "PATCH", body: '{"session_lifetime":1e308}' }],
    ["/api/v2/tenants/settings", { method: "PATCH", body: '{"idle_session_lifetime":1e999}' }],
    ["/api/v2/resource-servers", { method: "POST", body: '{"identifier":"https://a","token_lifetime":1e300}' }],
    ["/api/v2/clients", { method: "POST", body: '{"name":"a","jwt_configuration":{"lifetime_in_seconds":1e300}}' }],
    ["/simulator/pass-time", { method: "POST", body: '{"milliseconds":1e300}' }],
    ["/simulator/traffic", { method: "PATCH", body: '{"latency":1e300}' }],
    ["/simulator/seed", { method: "POST", body: '{"users":1e300}' }],
  ] satisfies [string, Call][])("is refused: %s %j", async (path, call) => {
    expect(await running.call(path, call)).toMatchObject({ status: 400 });
    const { session } = await running.simulator.browser.signIn({ user });
    expect(session).toBeDefined();
  });

  test("is refused where many make it: time passes to the last moment that there is, and no further", async () => {
    const far = await RunningSimulator.start();
    const pass = (milliseconds: number) =>
      far.call("/simulator/pass-time", { method: "POST", token: null, body: { milliseconds } });
    expect(await pass(31_536_000_000_000)).toMatchObject({ status: 204 });
    expect(await pass(1)).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining("1 ms cannot pass") as string },
    });
    await far.close();
  });

  test("of milliseconds cannot pass, nor can time run backwards", () => {
    for (const milliseconds of [1e300, Infinity, NaN, -1]) {
      expect(() => running.simulator.passTime(milliseconds)).toThrow(`${milliseconds} ms cannot pass`);
    }
  });
});

describe("a path that is no path", () => {
  test.each(["/api/v2/users/%E0%A4%A", "/api/v2/users/%zz", "/nowhere/%zz", `/api/v2/users/${"a".repeat(3000)}`])(
    "is refused in the Management API's shape: %.40s",
    async (path) => {
      expect((await running.call(path)).body).toEqual({
        statusCode: 400,
        error: "Bad Request",
        message: expect.any(String),
        errorCode: "invalid_uri",
      });
    },
  );
});

test("a body that is too large is refused as such", async () => {
  const body = JSON.stringify({ connection: "x".repeat(2_000_000) });
  expect(await running.call("/api/v2/users", { method: "POST", body })).toMatchObject({
    status: 413,
    body: { statusCode: 413, error: "Payload Too Large" },
  });
});

describe("the token endpoint refuses in OAuth's shape", () => {
  const form = { "content-type": "application/x-www-form-urlencoded" };
  const json = { "content-type": "application/json" };
  const basic = (credentials: string) => `Basic ${Buffer.from(credentials).toString("base64")}`;
  const asking = { body: "grant_type=client_credentials", method: "POST" };
  const exchangeOf = (token: string) => `grant_type=refresh_token&client_id=a&refresh_token=${token}`;
  const many = Array.from({ length: 50_000 }, (_, i) => `&p${i}=1`).join("");

  test.each<[string, string, Call, number, string]>([
    ["no body", "/oauth/token", { method: "POST" }, 400, "invalid_request"],
    ["no grant type", "/oauth/token", { ...asking, body: "a=b", headers: form }, 400, "invalid_request"],
    ["JSON that is none", "/oauth/token", { ...asking, body: "{", headers: json }, 400, "invalid_request"],
    ["JSON that is no object", "/oauth/token", { ...asking, body: "[]", headers: json }, 400, "invalid_request"],
    ["a text", "/oauth/token", { ...asking, headers: { "content-type": "text/plain" } }, 400, "invalid_request"],
    ["a bad escape", "/oauth/%zz", { method: "POST" }, 400, "invalid_request"],
    ["a route that is not here", "/oauth/register", { method: "POST" }, 501, "not_implemented"],
    [
      "a parameter twice",
      "/oauth/token",
      { ...asking, body: `${asking.body}&scope=a&scope=b`, headers: form },
      400,
      "invalid_request",
    ],
    [
      "a large token",
      "/oauth/token",
      { ...asking, body: exchangeOf("a".repeat(1e5)), headers: form },
      400,
      "invalid_request",
    ],
    ["many parameters", "/oauth/token", { ...asking, body: exchangeOf(many), headers: form }, 400, "invalid_request"],
    ...["/oauth/revoke", "/oauth/device/code", "/oauth/par"].flatMap((path) =>
      ["null", "[]", '"text"', "1", '{"client_id":null}'].map((body): [string, string, Call, number, string] => [
        `${body} at ${path}`,
        path,
        { ...asking, body, headers: json },
        400,
        "invalid_request",
      ]),
    ),
    ["too much", "/oauth/token", { ...asking, body: "a".repeat(2e6), headers: form }, 413, "invalid_request"],
    ...["", "Basic", "Basic %%%", basic("no colon"), basic("%zz:%zz"), basic(":"), "Negotiate abc"].map(
      (authorization): [string, string, Call, number, string] => [
        `the header "${authorization}"`,
        "/oauth/token",
        { ...asking, headers: { ...form, authorization } },
        401,
        "access_denied",
      ],
    ),
  ])("%s", async (_what, path, call, status, error) => {
    const answer = await running.call(path, { token: null, ...call });
    expect(answer.status).toBe(status);
    expect(answer.body).toEqual({ error, error_description: expect.any(String) });
  });
});

describe("the page on which a user lets a device in answers a browser", () => {
  test.each<[string, string, Call]>([
    ["that has no cookie", "/activate", { method: "POST", body: { user_code: "ABCD-EFGH" } }],
    ["whose form is empty", "/activate", { method: "POST" }],
    ["that sends a text", "/activate", { method: "POST", body: "a", headers: { "content-type": "text/plain" } }],
    ["that sends null", "/activate", { method: "POST", body: "null" }],
    ["of a login that there is not", "/activate/abc", {}],
  ])("%s", async (_what, path, call) => {
    const headers = { accept: "text/html", ...call.headers };
    expect(await running.call(path, { token: null, ...call, headers })).toMatchObject({ status: 400 });
  });
});

test("a fault whose headers no answer can have is refused", async () => {
  for (const headers of [{ "bad name": "x" }, { name: "a\nb" }, { name: "\u0100" }]) {
    const fault = { kind: "status", status: 500, headers };
    const body = { method: "GET", path: "/api/v2/users", fault };
    expect((await running.call("/simulator/faults", { method: "POST", token: null, body })).status).toBe(400);
  }
  expect(await listUsers()).toBe(200);
});
