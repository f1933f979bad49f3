import fc from "fast-check";
import { ACTION, type Action } from "./acts";
import { givens } from "./applications";
import type { PromiseName } from "./promises";
import { ALL, follow, sequences } from "./sequence";

/** The same acts every time. */
async function check(numRuns: number, action: Action = ACTION, names = ALL): Promise<void> {
  const property = fc.asyncProperty(givens, sequences, async (given, sequence) => {
    const { broken, steps } = await follow(given, sequence, action, names);
    if (broken) throw new Error([`broken: ${broken}`, ...steps].join("\n  "));
  });
  await fc.assert(property, { numRuns, seed: 4, includeErrorInReport: true });
}

test("whatever way a user stays signed in, the Action keeps what the policy promises", async () => {
  await check(20_000);
}, 120_000);

/** A checker that finds nothing proves nothing. */
test.each<[string, Partial<Action>, PromiseName]>([
  [
    "allows one too many",
    { readPolicy: (policy) => ({ ...policy, maxSessions: policy.maxSessions + 1 }) },
    "no more than the limit are left after a login that counts",
  ],
  [
    "does not wait for the second factor",
    { readPolicy: (policy) => ({ ...policy, requireSecondFactor: false }) },
    "nothing of others ends before a second factor was given",
  ],
  [
    "counts unlimited applications",
    { readPolicy: (policy) => ({ ...policy, rules: policy.rules.filter((rule) => rule.maxSessions !== "unlimited") }) },
    "a session that serves only unlimited applications never ends, nor do its tokens",
  ],
  [
    "counts applications with a limit of their own with the rest",
    {
      readPolicy: (policy) => ({ ...policy, rules: policy.rules.map((rule) => ({ ...rule, counts: "all" as const })) }),
    },
    "a login under one limit ends nothing that counts under others only",
  ],
  [
    "ends refresh tokens with their session only",
    {
      readPolicy: (policy) =>
        policy.refreshTokens === "revoke-others" ? { ...policy, refreshTokens: "revoke" } : policy,
    },
    "with one place, no refresh token is left but the login's own",
  ],
  [
    "takes its own session for another",
    {
      readLogin: (event, policy) => {
        const login = ACTION.readLogin(event, policy);
        return "nothingToDo" in login ? login : { ...login, session: { ...login.session, id: `~${login.session.id}` } };
      },
    },
    "a login that is not refused keeps its session and tokens",
  ],
  ["does not keep what it counted", { settles: () => false }, "what counts takes one list, and nothing else takes any"],
  [
    "lets a session go on to other applications",
    {
      readLogin: (event, policy) => {
        const login = ACTION.readLogin(event, policy);
        return "nothingToDo" in login || login.kind !== "entry" ? login : { nothingToDo: "reuse" };
      },
    },
    "what counts takes one list, and nothing else takes any",
  ],
])("an Action that %s is caught", async (_, broken, name) => {
  await expect(check(5000, { ...ACTION, ...broken }, [name])).rejects.toThrow(`broken: ${name}`);
  await check(1000, ACTION, [name]);
});
