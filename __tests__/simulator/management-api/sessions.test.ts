import { RunningSimulator } from "../running-simulator";

let running: RunningSimulator;
beforeAll(async () => {
  running = await RunningSimulator.start({ deletionDelay: Infinity });
});
afterAll(() => running.close());

let count = 0;
const newUser = () => running.newUser(`user-${++count}@example.com`);

async function signIn(user: string) {
  const { session, refreshToken } = await running.simulator.browser.signIn({ user });
  return { id: session?.id ?? "", refreshToken: refreshToken ?? "" };
}

async function sessionsOf(user: string, take = 100): Promise<string[]> {
  const ids: string[] = [];
  for await (const { id } of await running.simulator.management.users.sessions.list(user, { take })) ids.push(id ?? "");
  return ids;
}

const refreshTokensOf = async (user: string) =>
  (await running.simulator.management.users.refreshToken.list(user)).data.map(({ session_id }) => session_id);

test("lists all of a user's sessions, page by page, and nobody else's", async () => {
  const [user, other] = [await newUser(), await newUser()];
  const expected: string[] = [];
  for (let login = 0; login < 7; login++) {
    expected.push((await signIn(user)).id);
    await signIn(other);
  }
  expect(await sessionsOf(user, 3)).toEqual(expected);
  const first = (await running.call(`/api/v2/users/${encodeURIComponent(user)}/sessions?take=7`)).body;
  expect(first).not.toHaveProperty("next");
});

test("lists the newest first, page by page, and a new one late, where it is told to", async () => {
  const other = await RunningSimulator.start({ sessionList: { order: "newest first", delay: 60_000 } });
  const { simulator } = other;
  const user = await other.newUser("ada@example.com");
  const ids: string[] = [];
  for (let login = 0; login < 5; login++) ids.unshift((await simulator.browser.signIn({ user })).session!.id);
  const listed = async () => {
    const found: string[] = [];
    for await (const { id } of await simulator.management.users.sessions.list(user, { take: 2 })) found.push(id ?? "");
    return found;
  };
  expect(await listed()).toEqual([]);
  simulator.passTime(61_000);
  expect(await listed()).toEqual(ids);
  await other.close();
});

test("loses no session to a page boundary when the last one of a page is deleted meanwhile", async () => {
  const user = await newUser();
  const ids = [];
  for (let login = 0; login < 4; login++) ids.push((await signIn(user)).id);
  const path = `/api/v2/users/${encodeURIComponent(user)}/sessions?take=2`;
  const { next } = (await running.call(path)).body as { next: string };
  await running.simulator.management.sessions.delete(ids[1] ?? "");
  await running.simulator.settled();
  const { sessions } = (await running.call(`${path}&from=${next}`)).body as { sessions: { id: string }[] };
  expect(sessions.map(({ id }) => id)).toEqual(ids.slice(2));
});

test("accepts a deletion at once and carries it out later", async () => {
  const user = await newUser();
  const { id } = await signIn(user);
  expect((await running.call(`/api/v2/sessions/${id}`, { method: "DELETE" })).status).toBe(202);
  expect(await sessionsOf(user)).toEqual([id]);
  await running.simulator.settled();
  expect(await sessionsOf(user)).toEqual([]);
  await expect(running.simulator.management.sessions.get(id)).rejects.toMatchObject({ statusCode: 404 });
});

test("accepts the deletion of a session that there is not", async () => {
  expect((await running.call("/api/v2/sessions/none", { method: "DELETE" })).status).toBe(202);
});

describe("refresh tokens", () => {
  test("outlive a deleted session, and end with a revoked one", async () => {
    const user = await newUser();
    const [deleted, revoked, kept] = [await signIn(user), await signIn(user), await signIn(user)];
    const { sessions } = running.simulator.management;
    await sessions.delete(deleted.id);
    await sessions.revoke(revoked.id);
    await running.simulator.settled();
    expect(await sessionsOf(user)).toEqual([kept.id]);
    expect(await refreshTokensOf(user)).toEqual([deleted.id, kept.id]);
  });

  test("are listed, shown and revoked one by one or all together", async () => {
    const { management, browser } = running.simulator;
    const user = await newUser();
    const { refreshToken } = await signIn(user);
    await signIn(user);
    await signIn(user);
    const { data } = await management.users.refreshToken.list(user);
    const [one = "", two = ""] = data.map(({ id }) => id);
    expect(await management.refreshTokens.get(one)).toMatchObject({ user_id: user, rotating: false });
    await management.refreshTokens.delete(one);
    await management.refreshTokens.revoke({ ids: [two] });
    await running.simulator.settled();
    expect(await refreshTokensOf(user)).toHaveLength(1);
    expect(await browser.exchangeRefreshToken(refreshToken)).toMatchObject({
      outcome: "denied",
      reason: "invalid_grant",
    });
    await management.users.refreshToken.delete(user);
    await running.simulator.settled();
    expect(await refreshTokensOf(user)).toEqual([]);
  });
});

describe("revoke-access", () => {
  test.each([
    ["one session with its tokens", (id: string) => ({ session_id: id }), 1, 1],
    ["one session without them", (id: string) => ({ session_id: id, preserve_refresh_tokens: true }), 1, 2],
    ["everything", () => ({}), 0, 0],
    ["every session but no token", () => ({ preserve_refresh_tokens: true }), 0, 2],
  ])("ends %s", async (_what, request, sessions, tokens) => {
    const user = await newUser();
    const { id } = await signIn(user);
    await signIn(user);
    await running.simulator.management.users.revokeAccess(user, request(id));
    await running.simulator.settled();
    expect(await sessionsOf(user)).toHaveLength(sessions);
    expect(await refreshTokensOf(user)).toHaveLength(tokens);
  });
});

test("deletes all sessions of a user, and of nobody else", async () => {
  const [user, other] = [await newUser(), await newUser()];
  await signIn(user);
  await signIn(user);
  const kept = await signIn(other);
  await running.simulator.management.users.sessions.delete(user);
  await running.simulator.settled();
  expect(await sessionsOf(user)).toEqual([]);
  expect(await sessionsOf(other)).toEqual([kept.id]);
});

test("changes a session's metadata and nothing else of it", async () => {
  const user = await newUser();
  const { id } = await signIn(user);
  const { sessions } = running.simulator.management;
  const before = await sessions.get(id);
  await sessions.update(id, { session_metadata: { device: "kiosk" } });
  expect(await sessions.get(id)).toEqual({ ...before, session_metadata: { device: "kiosk" } });
  const answer = await running.call(`/api/v2/sessions/${id}`, { method: "PATCH", body: { user_id: "x" } });
  expect(answer.status).toBe(400);
});

test("a session idles out no later than it expires", async () => {
  const { settings } = running.simulator.management.tenants;
  await settings.update({ session_lifetime: 10, idle_session_lifetime: 20 });
  const { id } = await signIn(await newUser());
  await settings.update({ session_lifetime: 168, idle_session_lifetime: 72 });
  const session = await running.simulator.management.sessions.get(id);
  expect(session.idle_expires_at).toBe(session.expires_at);
});

describe("a deletion that waits spares what comes meanwhile:", () => {
  test.each<[string, (user: string) => Promise<unknown>, number, number]>([
    ["of all sessions", (user) => running.simulator.management.users.sessions.delete(user), 1, 2],
    ["of all refresh tokens", (user) => running.simulator.management.users.refreshToken.delete(user), 2, 1],
    ["of a user's tokens in bulk", (user_id) => running.simulator.management.refreshTokens.revoke({ user_id }), 2, 1],
    ["of all access", (user) => running.simulator.management.users.revokeAccess(user, {}), 1, 1],
  ])("%s", async (_what, remove, sessions, tokens) => {
    const user = await newUser();
    await signIn(user);
    await remove(user);
    await signIn(user);
    await running.simulator.settled();
    expect(await sessionsOf(user)).toHaveLength(sessions);
    expect(await refreshTokensOf(user)).toHaveLength(tokens);
  });
});

test.each<[object, number]>([
  [{ ids: ["rt_1"] }, 202],
  [{ user_id: "auth0|x", client_id: "c", audience: "a" }, 202],
  [{}, 400],
  [{ client_id: "c" }, 400],
  [{ ids: ["rt_1"], client_id: "c" }, 400],
  [{ user_id: "auth0|x", audience: "a" }, 400],
])("the bulk revocation of %j is answered with %i", async (body, status) => {
  expect((await running.call("/api/v2/refresh-tokens/revoke", { method: "POST", body })).status).toBe(status);
});
