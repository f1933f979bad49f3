import type { PolicyDocument } from "../policy";

/** A requirement of a published standard, what of it this policy meets, and what it leaves to others. */
export interface StandardStatement {
  /** Such as "NIST SP 800-53 AC-10". */
  readonly requirement: string;
  /** What the requirement asks for, in our words. */
  readonly asks: string;
  readonly met: readonly string[];
  readonly notMet: readonly string[];
}

/** What the policy answers to each requirement that auditors name. */
export function standardsOf(policy: PolicyDocument): StandardStatement[] {
  const isEnforced = policy.enforcement === "enforce";
  const trial = isEnforced ? [] : ["The policy only reports as it stands: nobody's sessions are limited yet."];
  const unlimited = policy.rules.some(({ maxSessions }) => maxSessions === "unlimited");
  const exempted = unlimited ? ["Some logins have no limit; the sentences on the policy say which."] : [];
  const outage = policy.onFailure === "allow-login" ? ["During an outage, logins go on without the limit."] : [];
  const limits = "An Auth0 post-login Action counts a user's sessions at each login and applies the limit above.";

  return [
    {
      requirement: "OWASP ASVS 5.0, 7.1.2",
      asks: "Documentation of how many sessions an account may have at once, and of what happens at the limit.",
      met: ["This statement is that documentation; it is written from the policy that is deployed."],
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
        "Inactivity and age end a session by the tenant's own settings, which this policy does not set.",
      ],
    },
    {
      requirement: "DISA ASD STIG, APSC-DV-000010",
      asks: "An application that limits the number of logon sessions per user.",
      met: isEnforced ? [limits] : [],
      notMet: [...trial, ...exempted, "Sessions that an application keeps on its own are not counted."],
    },
    {
      requirement: "SOC 2, CC6.1",
      asks: "Logical access controls over protected information.",
      met: isEnforced
        ? ["The limit is one such control: it narrows how long and where an account that is shared can be used."]
        : [],
      notMet: [...trial, "It authenticates nobody and authorizes nothing; other controls have to."],
    },
  ];
}

/** What no policy of this kind covers. */
export function limitsOf({ refreshTokens }: PolicyDocument): string[] {
  return [
    "Access tokens that were issued before a session ended are valid until they expire.",
    ...(refreshTokens === "keep" ? ["Applications that hold a refresh token go on getting access tokens."] : []),
    "An application's own session goes on after the Auth0 session, unless the application takes part in back-channel logout.",
    "Flows without a session are not counted: password grant, token exchange, native social login.",
    "Sessions from before the policy was deployed remain until their user logs in again, or until a sweep.",
    "Auth0's list of sessions may lag: logins at the same moment may all stay until the user's next login.",
  ];
}
