import type { TenantFacts } from "../examination/facts";
import { note, ok, type Finding } from "../finding";

/**
 * Whether a session may end others before its user has completed a second factor: the tenant's own policy asks for it after the
 * Actions. Source: Auth0 docs, "Post-Login Trigger".
 */
export function checkSecondFactor({ secondFactorPolicy, action }: TenantFacts): Finding[] {
  const policy = action?.deployed?.head?.policy;
  if (!secondFactorPolicy || !policy) return [];
  if ("unseen" in secondFactorPolicy) return [unseen(secondFactorPolicy.unseen)];
  const isAsked = secondFactorPolicy.seen !== "none";
  if (policy.requireSecondFactor)
    return [isAsked ? ok("sessions end others only after the second factor") : neverAsked];
  const endsOthers = [policy, ...policy.rules].some(
    ({ whenExceeded }) => (whenExceeded ?? policy.whenExceeded) !== "deny-login",
  );
  return isAsked && endsOthers ? [endsBefore] : [];
}

const endsBefore = note({
  what: "the tenant asks for a second factor only after the Action has ended sessions",
  why: "somebody who has only the password can end a user's sessions",
  advice: "set requireSecondFactor, or ask for the factor in an Action that is bound earlier; see docs/security.md",
});

const neverAsked = note({
  what: "requireSecondFactor is on, but the tenant's own policy asks for no second factor",
  why: "the limit holds only for users whom an Action or the application asks for one",
  advice: "have the tenant ask for a second factor, or turn requireSecondFactor off",
});

const unseen = (reason: string) =>
  note({
    what: `whether the tenant asks for a second factor was not examined: ${reason}`,
    why: "if it does, it asks after the Action has ended sessions, unless requireSecondFactor is on",
    advice: "grant read:mfa_policies to the doctor's client",
  });
