import type { PolicyDocument } from "../policy";

/** A requirement of a published standard, with what the policy meets of it and what it does not. */
export interface StandardStatement {
  /** The standard and the requirement's number, such as "NIST SP 800-53 AC-10". */
  readonly requirement: string;
  /** What the requirement asks for, paraphrased. */
  readonly asks: string;
  /** What the policy meets of the requirement, a sentence each. */
  readonly met: readonly string[];
  /** What the policy does not meet of the requirement, a sentence each. */
  readonly notMet: readonly string[];
}

/** How the policy answers each requirement that auditors commonly name. */
export function standardsOf(policy: PolicyDocument): StandardStatement[] {
  const isEnforced = policy.enforcement === "enforce";
  const trial = isEnforced ? [] : ["The policy only reports for now: nobody's sessions are limited yet."];
  const unlimited = policy.rules.some(({ maxSessions }) => maxSessions === "unlimited");
  const exempted = unlimited ? ["Some logins have no limit; the sentences above say which."] : [];
  const outage = policy.onFailure === "allow-login" ? ["During an outage, logins proceed without the limit."] : [];
  const limits = "An Auth0 post-login Action counts a user's sessions at each login and applies the limit above.";

  return [
    {
      requirement: "OWASP ASVS 5.0, 7.1.2",
      asks: "Documentation of how many sessions an account may have at once, and of what happens at the limit.",
      met: ["This statement is that documentation; it is generated from the deployed policy."],
      notMet: trial,
    },
    {
      requirement: "NIST SP 800-53, AC-10",
      asks: "A limit on the concurrent sessions of each account or type of account.",
      met: isEnforced ? [limits] : [],
      notMet: [...trial, ...exempted, ...outage],
    },
    {
      requirement: "NIST SP 800-53, AC-12",
      asks: "Sessions that end by themselves when a stated condition is met.",
      met: isEnforced ? ["A session in excess of the limit is such a condition, as the sentences above say."] : [],
      notMet: [
        ...trial,
        "Inactivity and age end a session according to the tenant's own settings, which this policy does not change.",
      ],
    },
    {
      requirement: "DISA ASD STIG, APSC-DV-000010",
      asks: "An application that limits the number of logon sessions per user.",
      met: isEnforced ? [limits] : [],
      notMet: [...trial, ...exempted, "Sessions that an application itself maintains are not counted."],
    },
    {
      requirement: "SOC 2, CC6.1",
      asks: "Logical access controls over protected information.",
      met: isEnforced
        ? ["The limit is one such control: it narrows how long and where a shared account can be used."]
        : [],
      notMet: [...trial, "The limit authenticates nobody and authorizes nothing; that takes other controls."],
    },
  ];
}

/** What a session policy does not cover. */
export function limitsOf({ refreshTokens }: PolicyDocument): string[] {
  return [
    "Access tokens that were issued before a session ended remain valid until they expire.",
    ...(refreshTokens === "keep" ? ["Applications that hold a refresh token can still get access tokens."] : []),
    "An application's own session outlives the Auth0 session, unless the application uses back-channel logout.",
    "Flows without a session are not counted: password grant, token exchange, native social login.",
    "Sessions from before the policy was deployed remain until their user logs in again, or until a sweep.",
    "Auth0's list of sessions may lag: simultaneous logins may all remain until the user's next login.",
  ];
}
