import { isGiven, isPlainObject, type Refinement } from "./fields";

/**
 * What a rule has to be that sets its applications apart. Of a session at another login no more than its applications and its
 * user are known, so that other conditions could not tell which sessions the rule counts.
 */
export const SETS_APPLICATIONS_APART: Refinement = {
  holds: ({ counts, when, maxSessions }) => {
    if (counts !== "matching" || !isPlainObject(when)) return true;
    const isKnown = !["connections", "organizations", "protocols"].some((condition) => isGiven(when[condition]));
    return isGiven(when.clients) && isKnown && maxSessions !== "unlimited";
  },
  allowed: 'a rule with clients, roles and users only, and with a limit, because counts is "matching"',
};
