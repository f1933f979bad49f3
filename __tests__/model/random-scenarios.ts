import fc from "fast-check";
import { DELETES_LATE, LAGGING, UP_TO_DATE, type Given } from "./scenario";

const policy = fc.record({
  maxSessions: fc.integer({ min: 1, max: 3 }),
  whenExceeded: fc.constantFrom("revoke-oldest" as const, "revoke-least-recently-used" as const, "deny-login" as const),
  checkOnReuse: fc.boolean(),
  onFailure: fc.constantFrom("allow-login" as const, "allow-login" as const, "deny-login" as const),
});

/** Few different times, so that ties are common. */
const time = fc.integer({ min: 95, max: 99 });
const sessions = fc.array(fc.record({ authenticatedAt: time, createdAt: time, lastInteractedAt: time }), {
  maxLength: 4,
});

/** Who returns does so in the session of that number, counting those that the logins establish; the others are new. */
const logins = fc.array(
  fc.record({
    returnsTo: fc.nat({ max: 7 }),
    kind: fc.constantFrom("reuse" as const, "reuse" as const, "exchange" as const, "authentication" as const),
    instance: fc.nat({ max: 2 }),
    at: fc.integer({ min: 98, max: 102 }),
  }),
  { minLength: 2, maxLength: 4 },
);

const store = fc
  .tuple(fc.constantFrom(UP_TO_DATE, DELETES_LATE, LAGGING), fc.constantFrom(1, 2, 100))
  .map(([store, pageSize]) => ({ ...store, pageSize }));

const mishaps = fc.oneof(
  fc.constant({}),
  fc.record({ uses: fc.nat({ max: 2 }) }),
  fc.record({ faults: fc.nat({ max: 3 }), crashes: fc.nat({ max: 1 }), rotations: fc.nat({ max: 1 }) }),
);

/** Most tenants have room enough, and most users have logged in before. */
const rateLimit = fc.option(fc.record({ room: fc.nat({ max: 5 }), refills: fc.nat({ max: 3 }) }), {
  nil: undefined,
  freq: 2,
});
const isNewUser = fc.constantFrom(false, false, true);

export const scenarios: fc.Arbitrary<Given> = fc
  .record({
    ...{ policy, sessions, logins, store, mishaps, rateLimit, isNewUser },
    ...{ clocksAgree: fc.boolean(), sharedCache: fc.boolean() },
  })
  .map(({ sessions, logins, clocksAgree, ...rest }) => {
    const before = sessions.map((times, index) => ({ id: "pqrs"[index]!, ...times }));
    const coming = logins.map(({ returnsTo, kind, at, instance }, index) => {
      const session = [...before.map(({ id }) => id), ...(index > 0 ? ["a"] : [])][returnsTo];
      // Without `checkOnReuse`, the Action has nothing to do where a session is used again.
      const canReturn = kind === "authentication" ? session !== "a" : rest.policy.checkOnReuse;
      if (session !== undefined && canReturn) return { session, kind, instance };
      return { session: "abcd"[index]!, at: clocksAgree ? undefined : at, instance };
    });
    return { ...rest, isNewUser: rest.isNewUser && before.length === 0, sessions: before, logins: coming };
  });

/** Which of the possible steps is next, again and again; in the end, always the first. */
export const schedules = fc.array(fc.nat({ max: 255 }), { minLength: 30, maxLength: 60 });

export function follow(schedule: number[]): (count: number) => number {
  const choices = schedule.values();
  return (count) => (choices.next().value ?? 0) % count;
}
