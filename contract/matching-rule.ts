import { isGiven, isPlainObject, type Refinement } from "./fields";

/**
 * What a rule must look like to count its applications apart from the rest. Only the applications and the user of a session are
 * known at a later login, so no other condition could tell which sessions the rule counts.
 */
export const SETS_APPLICATIONS_APART: Refinement = {
  holds: ({ counts, when, maxSessions }) => {
    if (counts !== "matching" || !isPlainObject(when)) return true;
    const isKnown = !["connections", "organizations", "protocols"].some((condition) => isGiven(when[condition]));
    return isGiven(when.clients) && isKnown && maxSessions !== "unlimited";
  },
  allowed: 'a rule with clients, roles and users only, and with a limit, because counts is "matching"',
};
