import type { Field, Group } from "./fields";
import { SETS_APPLICATIONS_APART } from "./matching-rule";
import { STRATEGIES } from "./strategies";

/**
 * The session policy, declared once: each field with its documentation, unit, bounds and default. `npm run contract` writes
 * its TypeScript types, `policy.ts`, from here.
 */
const VALUES = { kind: "list", of: { kind: "text" }, minimumLength: 1, otherwise: "any" } as const satisfies Field;

const CONDITIONS = {
  kind: "group",
  type: "SessionConditions",
  minimumFields: 1,
  required: true,
  doc: "The logins that the rule is for: one condition or more. All of them must hold; each holds if one of its values does.",
  fields: {
    clients: { ...VALUES, doc: "Client ids of the applications that the user signs in to." },
    connections: { ...VALUES, doc: "Names or ids of connections." },
    organizations: { ...VALUES, doc: "Names or ids of organizations." },
    roles: { ...VALUES, doc: "Names of roles that the user has." },
    users: { ...VALUES, doc: "User ids." },
    protocols: {
      ...VALUES,
      doc: 'Protocols as in `event.transaction.protocol`, such as "samlp" or "oidc-basic-profile".',
    },
  },
} satisfies Group;

const WHEN_EXCEEDED = { kind: "choice", type: "WhenExceeded", values: STRATEGIES } as const;

const RULE = {
  kind: "group",
  type: "SessionRule",
  minimumFields: 1,
  refinement: SETS_APPLICATIONS_APART,
  doc: "An exception for the logins to which all of its conditions apply.",
  fields: {
    when: CONDITIONS,
    maxSessions: {
      kind: "whole number",
      minimum: 1,
      or: "unlimited",
      required: true,
      doc: 'How many sessions the user may hold at such a login, 1 or more, or "unlimited".',
    },
    whenExceeded: {
      ...WHEN_EXCEEDED,
      doc: "What makes room for such a login beyond the limit.",
      otherwise: "as the policy says",
    },
    counts: {
      kind: "choice",
      values: ["all", "matching"],
      doc: `Which sessions the limit is for. With "matching", those that serve one of the rule's \`clients\`: these applications have
a limit of their own, beside the limit for the rest. Such a rule names \`clients\`, and may name \`roles\` and \`users\`.`,
      otherwise: '"all": every session of the user that has no limit of its own',
    },
  },
} satisfies Group;

export const POLICY = {
  kind: "group",
  type: "SessionPolicyProps",
  minimumFields: 0,
  doc: "How many sessions a user may hold, and what happens at that limit. Any value may be a cdktf token.",
  fields: {
    maxSessions: {
      kind: "whole number",
      minimum: 1,
      default: 1,
      doc: "How many sessions a user may hold at a time, 1 or more.",
    },
    whenExceeded: {
      ...WHEN_EXCEEDED,
      default: "revoke-oldest",
      doc: `What makes room for a login beyond the limit.

- "revoke-oldest": the session that authenticated first is ended.
- "revoke-least-recently-used": the session that was not used for longest is ended.
- "deny-login": the login is refused, and the sessions that were there first keep their places.`,
    },
    denialMessage: {
      kind: "text",
      default: "You are signed in on as many devices as allowed. Sign out on one of them and try again",
      doc: `What the application is told when a login is refused. Only for "deny-login". May hold \`{sessions}\`, how many other
sessions there are, and \`{placeFreesAt}\`, when the next place frees by itself, in ISO 8601.`,
    },
    idleSessionsFreeTheirSlotAfter: {
      kind: "whole number",
      unit: "minutes",
      minimum: 1,
      otherwise: "a session keeps its place until it expires",
      doc: `After how many minutes without use a session no longer keeps others out, 1 or more. Only for "deny-login". A user who
has closed a browser for good gets back in after that time.`,
    },
    refreshTokens: {
      kind: "choice",
      values: ["keep", "revoke", "revoke-others"],
      default: "keep",
      doc: `What happens to refresh tokens. An application that holds one goes on getting access tokens after its session has ended.

- "keep": ending a session leaves them.
- "revoke": ending a session revokes those that were issued in it. Needs the scope \`delete:refresh_tokens\`.
- "revoke-others": a device that has no session any more, or never had one, counts by its refresh tokens, and they are
  revoked when it is over the limit. Needs the scopes \`read:refresh_tokens\` and \`delete:refresh_tokens\`, and one more call a
  login.`,
    },
    rules: {
      kind: "list",
      of: RULE,
      minimumLength: 0,
      default: [],
      doc: `Exceptions. The first one that matches a login wins. A session that serves only "unlimited" applications is neither
counted nor ended.`,
    },
    userLimit: {
      kind: "group",
      type: "UserLimit",
      minimumFields: 1,
      otherwise: "users have no limits of their own",
      doc: `Where a user's own limit is found. That limit is a whole number, 1 or more, and beats the rules. Any other value is
ignored and reported.`,
      fields: {
        appMetadataKey: { kind: "text", required: true, doc: "The key in the user's `app_metadata`." },
      },
    },
    enforcement: {
      kind: "choice",
      values: ["enforce", "report-only"],
      default: "enforce",
      doc: 'With "report-only", the Action decides and reports everything, and ends or refuses nothing.',
    },
    checkOnReuse: {
      kind: "flag",
      default: false,
      doc: `Whether to check the limit when a session is used again, by single sign-on, silent authentication or a
refresh-token exchange. A session that the limit no longer admits is then ended. This is the way back to the limit
after an outage, without waiting for each user's next login. It costs a call to the Management API each time.`,
    },
    requireSecondFactor: {
      kind: "flag",
      default: false,
      doc: `Whether a session ends others only once its user has given a second factor in it. Auth0 asks for a second factor after
the post-login Actions, so that somebody who has the password alone could otherwise end the user's sessions. The limit
is then enforced when the session is next used. "deny-login" ends nobody's session and stays as it is.`,
    },
    onFailure: {
      kind: "choice",
      values: ["allow-login", "deny-login"],
      default: "allow-login",
      doc: `What happens to a login when the user's sessions cannot be brought within the limit: an outage of the Management
API, a rate limit, a plan without session endpoints.`,
    },
    timeBudget: {
      kind: "whole number",
      unit: "milliseconds",
      minimum: 100,
      maximum: 10_000,
      default: 5000,
      doc: `How long the Action may hold up a login, in milliseconds, from 100 to 10000. Auth0 refuses a login whose post-login
Actions take longer than 20 seconds together, so half of that is left to the others.`,
    },
    rateLimitReserve: {
      kind: "whole number",
      unit: "percent",
      minimum: 0,
      maximum: 90,
      default: 20,
      doc: `How much of the tenant's rate limit for the Management API is left to its other users, in percent, from 0 to 90. Logins
that would take more wait within the time budget, or leave their sessions to the user's next login.`,
    },
  },
} satisfies Group;
