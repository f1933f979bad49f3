import { devicesOf, readListedToken, type ListedToken } from "../../action-src/device";
import { listed, loginOf } from "./login";
import { policyOf } from "./policy";

const NOW = 1000;
const circumstances = loginOf(listed("current", 900));

const token = (id: string, given: Partial<ListedToken> = {}): ListedToken => ({
  id,
  client: "shop",
  createdAt: 100,
  lastExchangedAt: 100,
  ...given,
});

const devices = (sessions: Parameters<typeof devicesOf>[0], tokens: ListedToken[], policy = policyOf()) =>
  devicesOf(sessions, tokens, circumstances, policy, NOW).map(({ id, refreshTokens }) => [id, refreshTokens]);

test("a device counts once, whether it shows as a session, as tokens or as both", () => {
  const phone = [token("t1", { sessionId: "phone" }), token("t2", { sessionId: "phone", client: "mail" })];
  const laptop = token("t3", { sessionId: "laptop" });
  expect(devices([listed("laptop", 200), listed("tablet", 300)], [...phone, laptop, token("t4")])).toEqual([
    ["laptop", undefined],
    ["tablet", undefined],
    ["phone", ["t1", "t2"]],
    ["t4", ["t4"]],
  ]);
});

test("a session that has expired is a device as long as it has tokens", () => {
  const sessions = [listed("phone", 100, { expiresAt: NOW }), listed("old", 100, { expiresAt: NOW - 1 })];
  expect(devices(sessions, [token("t1", { sessionId: "phone" })])).toEqual([["phone", ["t1"]]]);
});

test("tokens of unlimited applications are no device", () => {
  const policy = policyOf({ rules: [{ when: { clients: ["kiosk"] }, maxSessions: "unlimited" }] });
  const tokens = [token("t1", { client: "kiosk" }), token("t2", { sessionId: "gone", client: "kiosk" }), token("t3")];
  expect(devices([], tokens, policy)).toEqual([["t3", ["t3"]]]);
});

test("a device has been there since its first token, and was used when one was exchanged last", () => {
  const tokens = [
    token("t1", { sessionId: "phone", createdAt: 300, lastExchangedAt: 500 }),
    token("t2", { sessionId: "phone", createdAt: 200, lastExchangedAt: 400 }),
  ];
  expect(devicesOf([], tokens, circumstances, policyOf(), NOW)).toEqual([
    expect.objectContaining({ authenticatedAt: 200, createdAt: 200, lastInteractedAt: 500, clients: ["shop", "shop"] }),
  ]);
});

test("an application that exchanges a token uses the session that it was issued in", () => {
  const tokens = [token("t1", { sessionId: "laptop", lastExchangedAt: 700 }), token("t2", { lastExchangedAt: 800 })];
  const [laptop] = devicesOf([listed("laptop", 200)], tokens, circumstances, policyOf(), NOW);
  expect(laptop!.lastInteractedAt).toBe(700);
});

test.each([
  [
    {
      id: "t",
      client_id: "c",
      session_id: "s",
      created_at: "1970-01-01T00:00:01Z",
      last_exchanged_at: "1970-01-01T00:00:02Z",
    },
    { id: "t", client: "c", sessionId: "s", createdAt: 1000, lastExchangedAt: 2000 },
  ],
  [
    { id: "t", client_id: "c", session_id: null, created_at: "1970-01-01T00:00:01Z" },
    { id: "t", client: "c", createdAt: 1000, lastExchangedAt: 1000 },
  ],
  [{ id: "t" }, { id: "t", client: "undefined", createdAt: 0, lastExchangedAt: 0 }],
])("%j is read as it was listed", (given, expected) => {
  expect(readListedToken(given as never)).toEqual(expected);
});
