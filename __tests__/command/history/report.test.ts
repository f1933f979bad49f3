import type { History } from "../../../command/history/history";
import { historyInJson, historyInText, warningsOf } from "../../../command/history/report";
import type { Period } from "../../../command/history/summary";

const DAY = 24 * 60 * 60 * 1000;
const NOON = Date.UTC(2026, 10, 25, 12);

const period = (more: Partial<Period> = {}): Period => ({
  window: { start: NOON - DAY / 2, end: NOON },
  sampled: false,
  signedIn: 0,
  ended: 0,
  revocations: 0,
  refused: 0,
  refusedOnFailure: 0,
  failed: {},
  ...more,
});

const history = (more: Partial<History> = {}): History => ({
  name: "SingleSession",
  by: "day",
  visible: { start: NOON - DAY / 2, end: NOON },
  periods: [period({ signedIn: 9, ended: 4, latency: { runs: 9, median: 12, percentile95: 80 } })],
  users: [{ user: "auth0|ada", ended: 4, refused: 0 }],
  endedOfUnknown: 0,
  flapping: [],
  ...more,
});

const text = (more: Partial<History> = {}) => historyInText(history(more), false);

test("a period is a row of its numbers", () => {
  expect(text()).toMatch(/│ 2026-11-25 +│ 9 +│ 4 +│ 0 +│ 0 +│ 0 +│ 12 ms +│ 80 ms +│/);
  const hour = period({ window: { start: NOON, end: NOON + 1 }, signedIn: 1 });
  expect(text({ by: "hour", periods: [hour] })).toContain("│ 2026-11-25 12:00 ");
});

test("revocations have a column, and a word of explanation, where there are any", () => {
  const told = text({ periods: [period({ ended: 4, revocations: 2 })] });
  expect(told).toMatch(/│ ended │ revocations │ refused │/);
  expect(told).toMatch(/│ 4 +│ 2 +│ 0 +│ 0 +│ 0 +│/);
  expect(told).toContain("revocations are calls that revoked refresh tokens of devices without a session");
  expect(text()).not.toContain("revocations");
});

test("periods in which nothing happened are left out, and if there are no others that is said", () => {
  expect(text({ periods: [period()] })).toContain("nobody signed in, and nothing was ended or refused");
});

test("numbers of a sample are called estimates", () => {
  const sampled = text({ periods: [period({ sampled: true, ended: 80 })] });
  expect(sampled).toMatch(/│ about 80 +│/);
  expect(sampled).toContain("1 of 1 days have more events than were read: their numbers are estimates");
  expect(text()).not.toMatch(/about|estimates/);
});

test.each<[string, Partial<History>, string]>([
  ["an empty log", { visible: undefined, periods: [] }, "the tenant's log is empty"],
  ["from when to when it could see", {}, "from 2026-11-25T00:00:00.000Z to 2026-11-25T12:00:00.000Z, by day"],
  ["sessions of nobody known", { endedOfUnknown: 3 }, "the users of 3 ended sessions are not known"],
  [
    "executions that are forgotten",
    { visible: { start: NOON - 11 * DAY, end: NOON } },
    "are from 9 executions, drawn at random; Auth0 keeps them for 10 days",
  ],
  [
    "users left out",
    { users: Array.from({ length: 12 }, (_, n) => ({ user: `u${n}`, ended: 1, refused: 0 })) },
    "users that are not shown: 2",
  ],
])("%s is told", (_, more, told) => {
  expect(text(more)).toContain(told);
});

test("executions that failed are warned of, with their classes", () => {
  const periods = [period({ failed: { action_error: 2 } }), period({ failed: { action_timeout: 1 } })];
  expect(warningsOf(history({ periods }), false)).toEqual([
    "3 executions failed (action_error, action_timeout): Auth0 refuses a login whose execution fails",
  ]);
  expect(warningsOf(history(), false)).toEqual([]);
});

test("users and places are told only where they are asked for", () => {
  const places = [
    { ip: "203.0.113.7", userAgent: "Phone" },
    { ip: "198.51.100.9", userAgent: "Laptop" },
  ] as const;
  const flapping = [{ user: "auth0|ada", turns: 4, from: NOON - 1, to: NOON, places }];
  const told = (showUsers: boolean) => [
    historyInText(history({ flapping }), showUsers),
    JSON.stringify(historyInJson(history({ flapping }), showUsers)),
  ];
  for (const shown of told(true))
    for (const part of ["auth0|ada", "203.0.113.7", "Laptop"]) expect(shown).toContain(part);
  for (const shown of told(false)) for (const part of ["auth0", "203.0", "Laptop"]) expect(shown).not.toContain(part);
});
