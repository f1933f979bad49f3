import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createLocalJWKSet, jwtVerify, type JSONWebKeySet } from "jose";
import { RunningSimulator } from "../running-simulator";
import { newUser, RelyingParty } from "./relying-party";

let running: RunningSimulator;
const applications: RelyingParty[] = [];
let endpoint: Server;
let tokens: string[];
let statuses: number[];
let url: string;

beforeAll(async () => {
  running = await RunningSimulator.start();
  endpoint = createServer((request, response) => {
    let body = "";
    request.on("data", (part: Buffer) => (body += part.toString()));
    request.on("end", () => {
      tokens.push(new URLSearchParams(body).get("logout_token") ?? "");
      response.writeHead(statuses.shift() ?? 204).end();
    });
  });
  await new Promise<void>((resolve) => endpoint.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(endpoint.address() as AddressInfo).port}/back-channel-logout`;
});
beforeEach(() => {
  [tokens, statuses] = [[], []];
});
afterAll(async () => {
  await Promise.all(applications.map((application) => application.close()));
  await running.close();
  endpoint.close();
});

async function signedIn(settings: object = { backchannel_logout_initiators: { mode: "all" } }) {
  const oidc_logout = { backchannel_logout_urls: [url], ...settings };
  const application = await RelyingParty.create(running, { oidc_logout });
  applications.push(application);
  const { email, user_id } = await newUser(running);
  const browser = application.browser();
  const sid = (await application.signIn(browser, email)).claims()?.sid as string;
  return { application, browser, email, user_id, sid };
}

async function verified(token: string | undefined, audience: string) {
  const jwks = (await running.call("/.well-known/jwks.json", { token: null })).body as JSONWebKeySet;
  const issuer = `https://${running.simulator.domain}/`;
  return jwtVerify(token ?? "", createLocalJWKSet(jwks), { issuer, audience, typ: "logout+jwt" });
}

const users = () => running.simulator.management.users;
const sessions = () => running.simulator.management.sessions;
const logs = async (type: string) => (await running.call(`/api/v2/logs?q=type:${type}`)).body as object[];

test("an application hears by a logout token that the Management API has ended a session of its user", async () => {
  const { application, sid, user_id } = await signedIn();
  await sessions().delete(sid);
  await running.simulator.settled();
  expect(tokens).toHaveLength(1);
  const { payload } = await verified(tokens[0], application.clientId);
  expect(payload).toMatchObject({
    sub: user_id,
    sid,
    jti: expect.any(String),
    events: { "http://schemas.openid.net/event/backchannel-logout": {} },
  });
  expect(payload.exp! - payload.iat!).toBe(120);
  expect(payload).not.toHaveProperty("nonce");
  expect((await logs("sslo"))[0]).toMatchObject({ client_id: application.clientId, user_id });
});

type SignedIn = Awaited<ReturnType<typeof signedIn>>;
const logOut = ({ browser, application }: SignedIn) =>
  browser.open(`https://${running.simulator.domain}/v2/logout?client_id=${application.clientId}`);

test.each<[string, (login: SignedIn) => Promise<unknown>]>([
  ["session-revoked", ({ sid }) => sessions().revoke(sid)],
  ["session-revoked", ({ user_id }) => users().sessions.delete(user_id)],
  ["password-changed", ({ user_id }) => users().update(user_id, { password: "another" })],
  ["email-identifier-changed", ({ user_id, email }) => users().update(user_id, { email: `new-${email}` })],
  ["account-deleted", ({ user_id }) => users().delete(user_id)],
])("%s is told to those who selected it, and to no others", async (initiator, end) => {
  const selecting = (...selected_initiators: string[]) =>
    signedIn({ backchannel_logout_initiators: { mode: "custom", selected_initiators } });
  await end(await selecting(initiator));
  await running.simulator.settled();
  expect(tokens).toHaveLength(1);
  await end(await selecting());
  await running.simulator.settled();
  expect(tokens).toHaveLength(1);
});

test("a logout by an application is told without being selected", async () => {
  const login = await signedIn({});
  await logOut(login);
  await running.simulator.settled();
  expect(tokens).toHaveLength(1);
});

test("every application that the session was used with is told, and no other", async () => {
  const { application, browser, sid } = await signedIn();
  const { application: second } = await signedIn();
  await signedIn();
  await second.withoutAsking(browser, {});
  await sessions().delete(sid);
  await running.simulator.settled();
  const audiences = tokens.map((token) => (JSON.parse(atob(token.split(".")[1] ?? "")) as { aud: string }).aud);
  expect(audiences.sort()).toEqual([application.clientId, second.clientId].sort());
});

test("the session's metadata is in the token where the application asks for it", async () => {
  const { application, sid } = await signedIn({
    backchannel_logout_initiators: { mode: "all" },
    backchannel_logout_session_metadata: { include: true },
  });
  await sessions().update(sid, { session_metadata: { device: "blue" } });
  await sessions().delete(sid);
  await running.simulator.settled();
  const { payload } = await verified(tokens[0], application.clientId);
  expect(payload.session_metadata).toEqual({ device: "blue" });
});

test.each([
  ["is tried again after a failure", [503, 503, 200], 3, "sslo"],
  ["is given up on after the third", [503, 503, 503, 200], 3, "fslo"],
  ["is not tried again after a 400", [400, 200], 1, "fslo"],
])("a token %s", async (_what, answers, attempts, type) => {
  statuses = answers;
  const { sid } = await signedIn();
  await sessions().delete(sid);
  await running.simulator.settled();
  expect(tokens).toHaveLength(attempts);
  expect((await logs(type))[0]).toMatchObject({ details: { session_id: sid } });
});

test("a URL that is not on this machine is not called, which the log tells", async () => {
  const { sid } = await signedIn({
    backchannel_logout_urls: ["https://application.example.com/logout"],
    backchannel_logout_initiators: { mode: "all" },
  });
  await sessions().delete(sid);
  await running.simulator.settled();
  expect((await logs("fslo"))[0]).toMatchObject({ description: "the simulator calls loopback only" });
});
