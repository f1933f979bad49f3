import { faultyRouteIn } from "../../../simulator/faults/fault-text";
import { RunningSimulator } from "../running-simulator";

const SESSIONS = "/api/v2/users/:id/sessions";

test.each([
  [`GET ${SESSIONS} 429`, { kind: "rate limited" }, 1],
  [`GET ${SESSIONS} 429/30 3`, { kind: "rate limited", seconds: 30 }, 3],
  [
    `GET ${SESSIONS} insufficient_entitlement always`,
    { kind: "forbidden", errorCode: "insufficient_entitlement" },
    Infinity,
  ],
  [
    `GET ${SESSIONS} 503 2`,
    { kind: "status", status: 503, body: expect.objectContaining({ error: "Service Unavailable" }) },
    2,
  ],
  [`  GET  ${SESSIONS}  late-answer/3000`, { kind: "late answer", milliseconds: 3000 }, 1],
  [`GET ${SESSIONS} connection-reset`, { kind: "connection reset" }, 1],
])("%s", (text, fault, times) => {
  expect(faultyRouteIn(text)).toEqual({ method: "GET", path: SESSIONS, fault, times });
});

test.each([
  ["GET /api/v2/users", 'is not such as "GET /api/v2/users/:id/sessions 429 3"'],
  ["GET /api/v2/users 429 3 times", "is not such as"],
  ["GET /api/v2/users 429 0", 'goes wrong "0" times; give a number from 1, or always'],
  ["GET /api/v2/users often", '"often" is no fault; give one of 429, 429/SECONDS, another status, late-answer'],
  ["GET /api/v2/users 99", '"99" is no fault'],
])("%s is refused", (text, message) => {
  expect(() => faultyRouteIn(text)).toThrow(message);
});

test("Auth0's own refusals come in its words and shapes", async () => {
  const running = await RunningSimulator.start();
  const { faults } = running.simulator;
  const user = await running.newUser("a@example.com");
  const path = `/api/v2/users/${encodeURIComponent(user)}/sessions`;
  await running.token();
  faults.inject(faultyRouteIn(`GET ${SESSIONS} 429/30`));
  const now = Date.now() / 1000;
  const limited = await running.call(path);
  expect(limited).toMatchObject({
    status: 429,
    body: { statusCode: 429, error: "Too Many Requests", errorCode: "too_many_requests" },
  });
  expect(limited.headers.get("x-ratelimit-remaining")).toBe("0");
  expect(Math.abs(Number(limited.headers.get("x-ratelimit-reset")) - now - 30)).toBeLessThan(10);

  for (const errorCode of ["insufficient_scope", "insufficient_entitlement", "feature_not_enabled"]) {
    faults.inject(faultyRouteIn(`GET ${SESSIONS} ${errorCode}`));
    expect(await running.call(path)).toMatchObject({
      status: 403,
      body: { statusCode: 403, error: "Forbidden", errorCode },
    });
  }
  expect((await running.call(path)).status).toBe(200);

  faults.inject({ method: "POST", path: "/oauth/token", fault: { kind: "rate limited" } });
  const { status, body } = await running.call("/oauth/token", {
    method: "POST",
    token: null,
    body: running.tokenRequest,
  });
  expect([status, body]).toEqual([
    429,
    expect.objectContaining({ error: expect.any(String), error_description: expect.any(String) }),
  ]);
  await running.close();
});
