import { periodsOf } from "../../../command/history/period";
import { drawSome } from "../../../command/history/runs";
import { summarize, type Chapter } from "../../../command/history/summary";
import type { Happening } from "../../../command/history/happening";

const window = { start: 0, end: 1000 };
const place = { ip: "::1", userAgent: "Phone" };

const login = (user: string, session: string, at = 0): Happening => ({
  at,
  kind: "signed in",
  user,
  session,
  place,
  executions: [],
});
const end = (session: string, at = 500): Happening => ({ at, kind: "session ended", session });
const refusal = (user: string, onFailure = false): Happening => ({
  at: 600,
  kind: "login refused",
  user,
  onFailure,
  executions: [],
});

function chapter(happenings: Happening[], more: Partial<Chapter> = {}, weight = 1): Chapter {
  const weighted = happenings.map((happening) => ({ happening, weight }));
  return { window, sampled: weight > 1, happenings: weighted, runs: [], ...more };
}

test("everything is counted in its period", () => {
  const failed: Happening = { at: 0, kind: "execution failed", errorClass: "action_error" };
  const runs = Array.from({ length: 40 }, (_, i) => ({ at: 0, milliseconds: 40 - i }));
  const revocation: Happening = { at: 0, kind: "refresh tokens revoked" };
  const happenings = [login("ada", "a"), end("a"), revocation, refusal("ada"), refusal("bob", true), failed, failed];
  expect(summarize([chapter(happenings, { runs })]).periods).toEqual([
    {
      window,
      sampled: false,
      signedIn: 1,
      ended: 1,
      revocations: 1,
      refused: 1,
      refusedOnFailure: 1,
      failed: { action_error: 2 },
      latency: { runs: 40, median: 20, percentile95: 38 },
    },
  ]);
});

test("a slice counts as often as it stands for, and users only as often as they were seen", () => {
  const { periods, users } = summarize([chapter([login("ada", "a"), end("a"), refusal("ada")], {}, 8)]);
  expect(periods).toMatchObject([{ sampled: true, signedIn: 8, ended: 8, refused: 8 }]);
  expect(users).toEqual([{ user: "ada", ended: 1, refused: 1 }]);
});

test("whose an ended session was, the login tells that began it, in whatever period it was", () => {
  const { users, endedOfUnknown } = summarize([
    chapter([login("ada", "a"), login("bob", "b1"), login("bob", "b2")]),
    chapter([end("a"), end("b1"), end("b2"), end("older")]),
    chapter([{ at: 0, kind: "session ended" }]),
  ]);
  expect(users).toEqual([
    { user: "bob", ended: 2, refused: 0 },
    { user: "ada", ended: 1, refused: 0 },
  ]);
  expect(endedOfUnknown).toBe(2);
});

test("a session counts for the place where it began, not for one where it was used", () => {
  const elsewhere = { ...login("ada", "s0", 100), place: { ip: "::2", userAgent: "Phone" } } as Happening;
  const sessions = [0, 1, 2, 3].map((n) => `s${n}`);
  const logins = sessions.map((session, n) => login("ada", session, n));
  const { flapping } = summarize([chapter([elsewhere, ...logins, ...sessions.map((s, n) => end(s, 200 + n))])]);
  expect(flapping).toEqual([]);
});

test.each([
  ["day", "2026-11-23T10:30:00Z", ["2026-11-23T00:00:00.000Z", "2026-11-24T00:00:00.000Z"]],
  ["hour", "2026-11-24T08:59:59Z", ["2026-11-24T08:00:00.000Z", "2026-11-24T09:00:00.000Z"]],
] as const)("by %s, from %s", (by, since, starts) => {
  const asked = { start: Date.parse(since), end: Date.parse("2026-11-24T09:40:00Z") };
  const periods = periodsOf(asked, by);
  expect(periods.map(({ start }) => new Date(start).toISOString())).toEqual(starts);
  expect(periods.at(-1)?.end).toBe(asked.end);
});

test("as many are drawn as asked for, none twice", () => {
  expect(drawSome([1, 2, 3], 5, Math.random).sort()).toEqual([1, 2, 3]);
  expect(new Set(drawSome([1, 2, 3, 4], 2, Math.random)).size).toBe(2);
});
