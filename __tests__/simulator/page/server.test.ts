import { connect } from "node:net";
import { networkInterfaces } from "node:os";
import { once } from "node:events";
import { request } from "node:http";
import { text } from "node:stream/consumers";
import { startSimulator, type Simulator } from "../../../simulator/simulator";

let simulator: Simulator;
let page: URL;
beforeAll(async () => {
  simulator = await startSimulator({ pagePort: 0 });
  page = new URL(simulator.page!);
  await simulator.management.users.create({
    connection: "Username-Password-Authentication",
    user_id: "ada",
    email: "ada@example.com",
  });
});
afterAll(() => simulator.close());

interface Sent {
  method?: string;
  headers?: Record<string, string>;
  form?: Record<string, string>;
}

/** Not by `fetch`, which lets nobody choose the headers that matter here. */
async function send(path: string, { method = "GET", headers = {}, form }: Sent = {}) {
  const sent = request(new URL(path, page), {
    method,
    headers: { ...(form && { "content-type": "application/x-www-form-urlencoded" }), ...headers },
  });
  sent.end(form && new URLSearchParams(form).toString());
  const [answer] = (await once(sent, "response")) as [import("node:http").IncomingMessage];
  return { status: answer.statusCode, headers: answer.headers, text: await text(answer) };
}

const press = (name: string, form: Record<string, string>, headers: Record<string, string> = { origin: page.origin }) =>
  send(`/${name}`, { method: "POST", headers, form });
const sessions = async () => (await simulator.management.users.sessions.list("auth0|ada")).data.length;

test.each([
  ["another site", { origin: "https://evil.example" }],
  ["the tenant itself", { origin: "https://localhost:8443" }],
  ["a page without an origin", { origin: "null" }],
  ["what tells no origin", {}],
])("a button is not pressed by %s", async (_who, headers) => {
  const { status } = await press("sign-in", { user: "auth0|ada", device: "Phone" }, headers);
  expect(status).toBe(403);
  expect(await sessions()).toBe(0);
});

test.each(["/", "/events", "/page.js"])("%s is not read under another name", async (path) => {
  const { status, text } = await send(path, { headers: { host: `evil.example:${page.port}` } });
  expect([status, text]).toEqual([421, "this page is at localhost, not at evil.example"]);
});

test("is there under each of this machine's own names", async () => {
  for (const name of ["localhost", "127.0.0.1", "[::1]"]) {
    expect((await send("/", { headers: { host: `${name}:${page.port}` } })).status).toBe(200);
  }
});

test("listens on loopback only", async () => {
  const outward = Object.values(networkInterfaces())
    .flat()
    .filter((address) => address?.family === "IPv4" && !address.internal);
  for (const { address } of outward as { address: string }[]) {
    const socket = connect(Number(page.port), address);
    const [error] = (await Promise.race([once(socket, "error"), once(socket, "connect")])) as [Error?];
    socket.destroy();
    expect(error).toMatchObject({ code: "ECONNREFUSED" });
  }
});

test("lets nothing in from elsewhere, and nobody frame it", async () => {
  const { headers } = await send("/");
  expect(headers["content-security-policy"]).toContain("default-src 'none'");
  expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
  expect(headers["content-security-policy"]).not.toContain("unsafe");
});

test.each([
  ["sign-in", { user: "auth0|nobody", device: "Phone" }, 404, "user does not exist"],
  ["sign-in", { user: "auth0|ada", device: "" }, 400, "device"],
  ["end-session", { session: "gone" }, 404, "session does not exist"],
  ["revoke-refresh-token", { token: "gone" }, 404, "refresh token does not exist"],
  ["pass-time", { milliseconds: "-1" }, 400, "milliseconds"],
  ["pass-time", { milliseconds: "soon" }, 400, "milliseconds"],
  ["limit-rate", { limit: "some" }, 400, "limit"],
  ["break-endpoint", { endpoint: "GET /api/v2/users/{id}", fault: "answers 503", times: "1" }, 400, ":id"],
  ["break-endpoint", { endpoint: "GET /api/v2/users", fault: "explodes", times: "1" }, 400, "fault"],
  ["break-endpoint", { endpoint: "GET /api/v2/users", fault: "answers 503", times: "0" }, 400, "times"],
])("%s with %j is refused, and says why", async (name, form, status, reason) => {
  const answer = await press(name, form);
  expect(answer).toMatchObject({ status, text: expect.stringContaining(reason) });
  expect(answer.headers["content-type"]).toContain("text/plain");
});

test("the page and its buttons are no part of the tenant: no fault, no latency and no journal concerns them", async () => {
  const before = simulator.requests().length;
  simulator.faults.inject({ method: "GET", path: "/", fault: { kind: "no answer" } });
  simulator.traffic.delayAnswers(60_000);
  expect((await send("/")).status).toBe(200);
  expect(await press("pass-time", { milliseconds: "60000" })).toMatchObject({ text: "It is 1 minute later." });
  simulator.traffic.delayAnswers(0);
  simulator.faults.clear();
  expect(simulator.requests().length).toBe(before);
});

test("what has the same name is told apart by what describes it: each button's own session or token", async () => {
  for (const ip of ["203.0.113.1", "203.0.113.2"]) {
    await simulator.browser.signIn({ user: "auth0|ada", device: { userAgent: "Phone", ip } });
  }
  const items = (await send("/")).text.match(/<li id="(session|token)-.*?<\/li>/gs) ?? [];
  const described = items.map((item) => /<button aria-describedby="([^"]+)"/.exec(item)?.[1] ?? "");
  expect(new Set(described).size).toBe(4);
  expect(items.every((item, i) => item.includes(`<p id="${described[i]}">`))).toBe(true);
});

test("of ten thousand users, those who logged in last are shown, and how many others there are", async () => {
  simulator.seed({ users: 10_000, sessions: 1 });
  await simulator.browser.signIn({ user: "auth0|seed-1" });
  const { text } = await send("/");
  expect(text.match(/<article/g)).toHaveLength(50);
  expect(text).toContain("auth0|seed-1<");
  expect(text).toContain("… and 9951 other users.");
});

test("there is no page unless it is asked for", async () => {
  const other = await startSimulator();
  expect(other.page).toBeUndefined();
  await other.close();
});

test("a port that is taken is told, and nothing stays behind", async () => {
  await expect(startSimulator({ pagePort: Number(page.port) })).rejects.toThrow(`cannot listen on port ${page.port}`);
});
