import fc from "fast-check";
import type { PolicyDocument, SessionRule } from "../../contract/policy";
import { STRATEGIES } from "../../contract/strategies";
import { policyOf } from "../action-src/policy";

/** What the limit of an application is for: all that have none of their own, one of two groups that have, or nothing. */
export type Group = "rest" | "mobile" | "partners" | "unlimited";

/** A policy, and beside it what it says of each application: the Action's own reading of it is under test. */
export interface Given {
  policy: PolicyDocument;
  groups: Record<string, Group>;
  /** Whether the tenant keeps the metadata of sessions and refresh tokens. */
  keepsMetadata: boolean;
  /** Whether a session that idled out is listed for a while. */
  listsIdle: boolean;
  /** Whether the event's and the list's applications hold the one that is signed in to. */
  listsAtOnce: boolean;
  /** Whether they hold it for good also where the login was refused. */
  listsRefused: boolean;
}

export const APPLICATIONS = ["a", "b", "c", "d"];

const limit = fc.integer({ min: 1, max: 3 });
const whenExceeded = fc.constantFrom(...STRATEGIES);
const group = fc.constantFrom<Group>("rest", "rest", "mobile", "partners", "unlimited");

export const givens: fc.Arbitrary<Given> = fc
  .record({
    policy: fc.record({
      maxSessions: limit,
      whenExceeded,
      refreshTokens: fc.constantFrom("keep" as const, "revoke" as const, "revoke-others" as const),
      requireSecondFactor: fc.boolean(),
    }),
    groups: fc.tuple(group, group, group, group),
    ownLimits: fc.tuple(limit, limit),
    ownStrategy: fc.option(whenExceeded, { nil: undefined }),
    keepsMetadata: fc.boolean(),
    listsIdle: fc.boolean(),
    listsAtOnce: fc.boolean(),
  })
  .map(({ policy, groups, ownLimits, ownStrategy, ...tenant }) => {
    const byApplication = Object.fromEntries(APPLICATIONS.map((client, index) => [client, groups[index]!]));
    const clientsOf = (group: Group) => APPLICATIONS.filter((client) => byApplication[client] === group);
    const rules: SessionRule[] = [
      { when: { clients: clientsOf("unlimited") }, maxSessions: "unlimited" },
      {
        when: { clients: clientsOf("mobile") },
        maxSessions: ownLimits[0],
        counts: "matching",
        whenExceeded: ownStrategy,
      },
      { when: { clients: clientsOf("partners") }, maxSessions: ownLimits[1], counts: "matching" },
    ];
    const document = policyOf({ ...policy, rules: rules.filter(({ when }) => when.clients!.length > 0) });
    return { ...tenant, policy: document, groups: byApplication, listsRefused: false };
  });

/** What the policy says of an application. */
export function limitFor({ policy, groups }: Given, client: string) {
  const rule = policy.rules.find(({ when }) => when.clients!.includes(client));
  return {
    group: groups[client]!,
    maxSessions: rule?.maxSessions ?? policy.maxSessions,
    denies: (rule?.whenExceeded ?? policy.whenExceeded) === "deny-login",
  };
}
