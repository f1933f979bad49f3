import type { Field, Group } from "./fields";
import { SETS_APPLICATIONS_APART } from "./matching-rule";
import { STRATEGIES } from "./strategies";

/**
 * The session policy, declared once: each field with its documentation, unit, bounds and default. `npm run contract` generates
 * the policy's TypeScript types, in `policy.ts`, from this file.
 */
const VALUES = { kind: "list", of: { kind: "text" }, minimumLength: 1, otherwise: "any" } as const satisfies Field;

const CONDITIONS = {
  kind: "group",
  type: "SessionConditions",
  minimumFields: 1,
  required: true,
  doc: "The logins that the rule applies to: at least one condition. All conditions must hold; a condition holds if any of its values matches.",
  fields: {
    clients: { ...VALUES, doc: "Client ids of the applications that the user signs in to." },
    connections: { ...VALUES, doc: "Names or ids of connections." },
    organizations: { ...VALUES, doc: "Names or ids of organizations." },
    roles: { ...VALUES, doc: "Names of the user's roles." },
    users: { ...VALUES, doc: 'User ids, such as "auth0|64f0c1".' },
    protocols: {
      ...VALUES,
      doc: 'Login protocols as Auth0 names them in `event.transaction.protocol`, such as "samlp" or "oidc-basic-profile".',
    },
  },
} satisfies Group;

const WHEN_EXCEEDED = { kind: "choice", type: "WhenExceeded", values: STRATEGIES } as const;

const RULE = {
  kind: "group",
  type: "SessionRule",
  minimumFields: 1,
  refinement: SETS_APPLICATIONS_APART,
  doc: "An exception to the session policy, for the logins that meet all of its conditions.",
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
      doc: "What happens when such a login exceeds the limit.",
      otherwise: "as the policy says",
    },
    counts: {
      kind: "choice",
      values: ["all", "matching"],
      doc: `Which sessions count toward the rule's limit. With "matching", only those that serve one of the rule's \`clients\`: these
applications then have a limit of their own, separate from the limit for the rest. Such a rule must have \`clients\`, and
may have \`roles\` and \`users\`, but no other condition.`,
      otherwise: '"all": every session of the user that has no limit of its own',
    },
  },
} satisfies Group;

export const POLICY = {
  kind: "group",
  type: "SessionPolicyProps",
  minimumFields: 0,
  doc: "The session policy: how many sessions a user may hold, and what happens at that limit. Any value may be a cdktf token.",
  fields: {
    maxSessions: {
      kind: "whole number",
      minimum: 1,
      default: 1,
      doc: "How many sessions a user may hold at the same time, 1 or more.",
    },
    whenExceeded: {
      ...WHEN_EXCEEDED,
      default: "revoke-oldest",
      doc: `What happens when a login exceeds the limit.

- "revoke-oldest": the session that authenticated first is ended.
- "revoke-least-recently-used": the session that has gone unused for longest is ended.
- "deny-login": the login is refused, and the existing sessions keep their places.`,
    },
    denialMessage: {
      kind: "text",
      default: "You are signed in on as many devices as allowed. Sign out on one of them and try again",
      doc: `The message that the application receives when a login is refused. Only for "deny-login". It may contain \`{sessions}\`,
which becomes the number of the user's other sessions, and \`{placeFreesAt}\`, which becomes the time at which the next place
frees up by itself, in ISO 8601.`,
    },
    idleSessionsFreeTheirSlotAfter: {
      kind: "whole number",
      unit: "minutes",
      minimum: 1,
      otherwise: "a session keeps its place until it expires",
      doc: `How many minutes a session may go unused before it gives up its place, 1 or more. Only for "deny-login". A user who
has lost access to a browser can log in elsewhere after that time.`,
    },
    refreshTokens: {
      kind: "choice",
      values: ["keep", "revoke", "revoke-others"],
      default: "keep",
      doc: `What happens to refresh tokens. An application that holds one can still get access tokens after its session has ended.

- "keep": ending a session leaves its refresh tokens alone.
- "revoke": ending a session revokes the refresh tokens that were issued in it. Needs the scope \`delete:refresh_tokens\`.
- "revoke-others": as "revoke"; in addition, a device whose session has ended, or that never had one, counts by its refresh
  tokens, which are revoked when the device is over the limit. Needs the scopes \`read:refresh_tokens\` and
  \`delete:refresh_tokens\`, and one more Management API call per login.`,
    },
    rules: {
      kind: "list",
      of: RULE,
      minimumLength: 0,
      default: [],
      doc: `Exceptions to the policy. The first rule that matches a login applies. A session that serves only "unlimited"
applications is neither counted nor ended.`,
    },
    userLimit: {
      kind: "group",
      type: "UserLimit",
      minimumFields: 1,
      otherwise: "users have no limits of their own",
      doc: `Where a user's own limit is stored. That limit is a whole number, 1 or more, and takes precedence over the rules. Any
other value is ignored and reported.`,
      fields: {
        appMetadataKey: {
          kind: "text",
          required: true,
          doc: "The key in a user's `app_metadata` that holds the user's own limit.",
        },
      },
    },
    enforcement: {
      kind: "choice",
      values: ["enforce", "report-only"],
      default: "enforce",
      doc: 'Whether the policy is enforced. With "report-only", the Action decides and reports as usual, but ends no session and refuses no login.',
    },
    checkOnReuse: {
      kind: "flag",
      default: false,
      doc: `Whether to check the limit whenever a session is used again, through single sign-on, silent authentication or a
refresh-token exchange. A session that the limit no longer allows is then ended. After an outage, this restores the limit
without waiting for each user's next login. It costs one Management API call for each such use.`,
    },
    requireSecondFactor: {
      kind: "flag",
      default: false,
      doc: `Whether a session ends others only after its user has completed a second factor in it. Auth0 asks for a second factor
after the post-login Actions, so without this, somebody who has only the password could end the user's sessions. With it, the
limit is enforced when the session is next used. "deny-login" ends nobody's session, so it is not affected.`,
    },
    onFailure: {
      kind: "choice",
      values: ["allow-login", "deny-login"],
      default: "allow-login",
      doc: `What happens to a login when the user's sessions cannot be brought within the limit because of an outage of the
Management API, a rate limit or a plan without session endpoints.`,
    },
    timeBudget: {
      kind: "whole number",
      unit: "milliseconds",
      minimum: 100,
      maximum: 10_000,
      default: 5000,
      doc: `How long the Action may delay a login, in milliseconds, from 100 to 10000. Auth0 refuses a login whose post-login
Actions together take longer than 20 seconds, so at least half of that is left to the other Actions.`,
    },
    rateLimitReserve: {
      kind: "whole number",
      unit: "percent",
      minimum: 0,
      maximum: 90,
      default: 20,
      doc: `How much of the tenant's Management API rate limit the Action leaves to other callers, in percent, from 0 to 90. A login
that would use more waits within the time budget, or leaves the user's sessions to their next login.`,
    },
  },
} satisfies Group;
