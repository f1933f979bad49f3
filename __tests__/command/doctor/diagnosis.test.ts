import { actionCode } from "../../../constructs/action-code";
import { SessionPolicy } from "../../../constructs/session-policy";
import type { SessionPolicyProps } from "../../../contract/policy";
import { scopesOf } from "../../../contract/scopes";
import { diagnose } from "../../../command/doctor/diagnosis";
import type { Facts, TenantFacts } from "../../../command/doctor/examination/facts";
import {
  healthy,
  loggedCall,
  withAction,
  withDeployed,
  withLaterAction,
  withPolicy,
  withScopes,
} from "./healthy-tenant";

const { domain, audience } = healthy;
const [application] = healthy.applications!;

const diagnoseTenant = (tenant: TenantFacts) =>
  diagnose({ domain, connection: { state: "trusted" }, access: { state: "granted" }, tenant });

/** All that is not well, as "subject: what". */
const concerns = (tenant: TenantFacts, level: "note" | "problem") =>
  diagnoseTenant(tenant)
    .filter((finding) => finding.level === level)
    .map(({ subject, what }) => `${subject}: ${what}`);

const codeOf = (policy: SessionPolicyProps) => actionCode({ policy: new SessionPolicy(policy).json, audience });

test("applications that do not hear of sessions that end are named", () => {
  expect(concerns({ ...healthy, unawareApplications: { seen: ["Shop", "Mail"] } }, "note")).toEqual([
    'applications\' sessions: Auth0 does not tell these applications when the Action ends a session: "Shop", "Mail"',
  ]);
  expect(concerns({ ...healthy, unawareApplications: { unseen: "403 Forbidden" } }, "note")).toEqual([
    "applications' sessions: whether applications are told when a session ends was not examined: 403 Forbidden",
  ]);
});

const asking = { secondFactorPolicy: { seen: "all-applications" } };

test.each<[string, TenantFacts, string[]]>([
  [
    "a factor that is asked for too late",
    { ...healthy, ...asking },
    ["second factor: the tenant asks for a second factor only after the Action has ended sessions"],
  ],
  ["one that is waited for", { ...withPolicy({ requireSecondFactor: true }), ...asking }, []],
  ["logins that end nothing", { ...withPolicy({ whenExceeded: "deny-login" }), ...asking }, []],
  [
    "one that nobody is asked for",
    withPolicy({ requireSecondFactor: true }),
    ["second factor: requireSecondFactor is on, but the tenant's own policy asks for no second factor"],
  ],
  [
    "a policy that may not be read",
    { ...healthy, secondFactorPolicy: { unseen: "403 Forbidden" } },
    ["second factor: whether the tenant asks for a second factor was not examined: 403 Forbidden"],
  ],
])("a second factor: %s", (_, tenant, notes) => {
  expect(concerns(tenant, "note").filter((note) => note.startsWith("second factor"))).toEqual(notes);
});

test("a healthy tenant has each subject once, and all is well", () => {
  const findings = diagnoseTenant(healthy);
  expect(findings.filter(({ level }) => level !== "ok")).toEqual([]);
  expect(findings.map(({ subject }) => subject)).toEqual([
    "connection",
    "access",
    "domain",
    "deployment",
    "grant types",
    "scopes",
    "Action's token",
    "session endpoints",
    "Action's calls",
    "latest logins",
    "applications' sessions",
    "Action",
    "secrets",
    "policy",
    "binding",
    "later Actions",
    "rate limit",
  ]);
});

const missingApplication = { ...healthy, applications: [], grants: undefined, applicationToken: undefined };
const missingAction = { ...healthy, action: null };
const unread = (what: string, scope: string, insufficientScope = true, reason = "403 Insufficient scope") => ({
  what,
  scope,
  insufficientScope,
  reason,
});

const withAnswer = (status: number, answer: { errorCode?: string; message: string }): TenantFacts => ({
  ...healthy,
  sessionEndpoints: { askedAs: "application", status, ...answer },
});

const problems: [string, TenantFacts, string][] = [
  [
    "the Action without its application",
    missingApplication,
    'deployment: the Action "SingleSession" exists, but no application of that name does',
  ],
  [
    "the application without its Action",
    missingAction,
    'deployment: the application "SingleSession" exists, but no Action of that name does',
  ],
  [
    "two applications of one name",
    { ...missingApplication, applications: [application!, application!] },
    'deployment: 2 applications are called "SingleSession", and Auth0 does not say which of them the Action uses',
  ],
  [
    "a brought application that is not there",
    { ...missingApplication, broughtClientId: "mine" },
    'deployment: no application has the client id "mine" that SINGLE_SESSION_CLIENT_ID names',
  ],
  [
    "an application that may not ask for tokens",
    { ...healthy, applications: [{ ...application!, grantTypes: ["implicit"] }] },
    'grant types: the application\'s grant types are "implicit", without "client_credentials"',
  ],
  [
    "an application that can log people in",
    { ...healthy, applications: [{ ...application!, grantTypes: ["client_credentials", "password"] }] },
    'grant types: the application has grant types that the Action does not need: "password"',
  ],
  [
    "no grant at all",
    { ...healthy, grants: [] },
    'scopes: the application has no client grant for the Management API, and lacks scopes that the policy needs: "read:sessions", "delete:sessions"',
  ],
  [
    "a grant that is too narrow",
    withScopes("read:sessions"),
    'scopes: the application lacks scopes that the policy needs: "delete:sessions"',
  ],
  [
    "a grant that is too narrow for refresh tokens",
    withPolicy({ refreshTokens: "revoke" }),
    'scopes: the application lacks scopes that the policy needs: "delete:refresh_tokens"',
  ],
  [
    "a grant that is too wide",
    withScopes("read:sessions", "delete:sessions", "delete:refresh_tokens"),
    'scopes: the application is granted scopes that the policy does not need: "delete:refresh_tokens"',
  ],
  [
    "a grant of everything",
    { ...healthy, grants: [{ audience, scopes: "all" }] },
    'scopes: the application is granted scopes that the policy does not need: "all scopes"',
  ],
  [
    "a grant for another API",
    { ...healthy, grants: [...healthy.grants!, { audience: "https://orders.example", scopes: [] }] },
    'scopes: the application is granted other APIs: "https://orders.example"',
  ],
  [
    "a secret that does not fit",
    { ...healthy, applicationToken: { state: "refused", secret: "given", reason: "401 Unauthorized" } },
    "Action's token: the application gets no token with SINGLE_SESSION_CLIENT_SECRET: 401 Unauthorized",
  ],
  [
    "a token that holds less than its grant",
    { ...healthy, applicationToken: { state: "granted", secret: "read", scopes: ["read:sessions"] } },
    "Action's token: the application's token lacks scopes that its grant has: \"delete:sessions\"",
  ],
  [
    "credentials of the Action's that do not work",
    { ...healthy, loggedCalls: { seen: { tokenRequest: loggedCall(1, true), call: loggedCall(0, false) } } },
    "Action's calls: the Action's last request for a token was refused, at 2026-01-01T00:00:00.001Z: Unauthorized",
  ],
  [
    "a call of the Action's that is forbidden",
    { ...healthy, loggedCalls: { seen: { tokenRequest: loggedCall(1, false), call: loggedCall(2, true) } } },
    "Action's calls: the Management API refused the Action's last call with 403, at 2026-01-01T00:00:00.002Z: Unauthorized",
  ],
  [
    "a limit that was not enforced",
    { ...healthy, latestLogins: { seen: { users: 10, over: 2, clients: [] } } },
    "latest logins: 2 of the 10 users who logged in last hold more sessions than the policy allows",
  ],
  [
    "a plan without session endpoints",
    withAnswer(403, { errorCode: "insufficient_entitlement", message: "Please upgrade" }),
    "session endpoints: the tenant's plan does not include the session endpoints: 403 Please upgrade",
  ],
  [
    "a plan without session endpoints, in words alone",
    withAnswer(403, { message: "missing entitlement" }),
    "session endpoints: the tenant's plan does not include the session endpoints: 403 missing entitlement",
  ],
  [
    "session endpoints that are not enabled",
    withAnswer(403, { errorCode: "feature_not_enabled", message: "Not here" }),
    "session endpoints: the session endpoints are not enabled in this tenant: 403 Not here",
  ],
  [
    "session endpoints that refuse for a reason that is not known",
    withAnswer(403, { message: "No" }),
    "session endpoints: the session endpoints refuse, but not because of a missing scope: 403 No",
  ],
  [
    "session endpoints out of order",
    withAnswer(500, { message: "Internal Server Error" }),
    "session endpoints: the session endpoints fail: 500 Internal Server Error",
  ],
  [
    "an Action that was never deployed",
    withAction({ deployed: undefined, status: "failed" }),
    'Action: the Action is not deployed; its draft is "failed"',
  ],
  [
    "a draft that is not deployed",
    withAction({ allChangesDeployed: false }),
    "Action: the Action has a draft that is not deployed",
  ],
  ["another runtime", withDeployed({ runtime: "node18" }), 'Action: the Action runs on "node18", not on "node22"'],
  [
    "another version of the SDK",
    withDeployed({ dependencies: [{ name: "auth0", version: "latest" }] }),
    'Action: the Action\'s dependencies are "auth0@latest", not "auth0@7.1.0" alone',
  ],
  [
    "one dependency more",
    withDeployed({ dependencies: [...withAction({}).action!.deployed!.dependencies, { name: "x", version: "1" }] }),
    'Action: the Action\'s dependencies are "auth0@7.1.0", "x@1", not "auth0@7.1.0" alone',
  ],
  [
    "a secret that is gone",
    withDeployed({ secrets: ["domain", "clientId"] }),
    'secrets: the Action lacks the secrets "clientSecret"; it has "domain", "clientId"',
  ],
  [
    "a client secret where a key is needed",
    { ...healthy, applications: [{ ...application!, privateKeyJwt: true }] },
    'secrets: the Action lacks the secrets "privateKey"; it has "domain", "clientId", "clientSecret"',
  ],
  [
    "code that somebody edited",
    withDeployed({ head: undefined }),
    "policy: the Action's code does not begin with a policy that this version of the package knows",
  ],
  [
    "an Action for another tenant",
    { ...healthy, audience: "https://other.eu.auth0.com/api/v2/", domain: "other.eu.auth0.com", grants: undefined },
    `policy: the Action requests tokens for "${audience}", but the tenant's Management API is "https://other.eu.auth0.com/api/v2/"`,
  ],
  [
    "no binding",
    { ...healthy, bound: [{ id: "first", name: "First" }] },
    'binding: the Action is not bound to post-login; these are: "First"',
  ],
  [
    "a missing scope of the doctor's own",
    { ...healthy, unread: [unread("Actions", "read:actions"), unread("bindings of post-login", "read:actions")] },
    "reading: the doctor may not read Actions and bindings of post-login: it lacks the scope read:actions",
  ],
  [
    "an answer that tells nothing",
    { ...healthy, unread: [unread("Actions", "read:actions", false, "429 Global limit has been reached")] },
    "reading: the tenant did not let the doctor read Actions: 429 Global limit has been reached",
  ],
];

test.each(problems)("%s is a problem, and the only one", (_, tenant, expected) => {
  expect(concerns(tenant, "problem")).toEqual([expected]);
});

const notes: [string, TenantFacts, string][] = [
  [
    "a custom domain",
    { ...healthy, domain: "login.acme.com" },
    `domain: login.acme.com is a custom domain; even there, the Management API is "${audience}"`,
  ],
  [
    "nothing deployed",
    { ...missingApplication, action: null },
    'deployment: not deployed yet: no Action is called "SingleSession"',
  ],
  [
    "nothing deployed for a brought application",
    { ...missingAction, broughtClientId: "m2m" },
    'deployment: not deployed yet: no Action is called "SingleSession"',
  ],
  [
    "a brought application that may do more",
    { ...withScopes("read:sessions", "delete:sessions", "read:users"), broughtClientId: "m2m" },
    'scopes: the application is granted scopes that the policy does not need: "read:users"',
  ],
  [
    "a brought application that can do more",
    {
      ...healthy,
      broughtClientId: "m2m",
      applications: [{ ...application!, grantTypes: ["client_credentials", "password"] }],
    },
    'grant types: the application has grant types that the Action does not need: "password"',
  ],
  [
    "a private key",
    {
      ...withDeployed({ secrets: ["domain", "clientId", "privateKey"] }),
      applications: [{ ...application!, privateKeyJwt: true }],
      applicationToken: { state: "not tried", because: "private key JWT" },
    },
    "Action's token: whether the application gets a token was not tried: it authenticates by private key JWT",
  ],
  [
    "a secret that the doctor may not read",
    { ...healthy, applicationToken: { state: "not tried", because: "secret unreadable" } },
    "Action's token: whether the application gets a token was not tried: the doctor may not read the application's secret",
  ],
  [
    "session endpoints tried on nobody",
    { ...healthy, sessionEndpoints: { askedAs: "application", status: 404, message: "User not found" } },
    "session endpoints: the session endpoints answer for a user who does not exist: 404 User not found",
  ],
  [
    "session endpoints that the doctor may not try",
    {
      ...healthy,
      sessionEndpoints: { askedAs: "doctor", status: 403, errorCode: "insufficient_scope", message: "Insufficient" },
    },
    "session endpoints: whether the plan includes the session endpoints was not tried: the doctor lacks the scope read:sessions",
  ],
  [
    "a log that the doctor may not read",
    { ...healthy, loggedCalls: { unseen: "403 Insufficient scope" } },
    "Action's calls: whether the Action's own calls succeed could not be read in the tenant's log: 403 Insufficient scope",
  ],
  [
    "users whom the doctor may not read",
    { ...healthy, latestLogins: { unseen: "403 Insufficient scope" } },
    "latest logins: whether the limit holds for the users who logged in last was not examined: 403 Insufficient scope",
  ],
  [
    "a flag that revokes more refresh tokens than the policy says",
    { ...healthy, revokesWholeGrants: { seen: true } },
    "refresh tokens: the tenant's flag revoke_refresh_token_grant is on",
  ],
  [
    "a flag that the doctor may not read",
    { ...healthy, revokesWholeGrants: { unseen: "403 Insufficient scope" } },
    "refresh tokens: the tenant's flag revoke_refresh_token_grant was not examined: 403 Insufficient scope",
  ],
  ["a policy that only reports", withPolicy({ enforcement: "report-only" }), 'policy: enforcement is "report-only"'],
  [
    "a rate limit of which a fifth is left",
    { ...healthy, rateLimit: { limit: 50, remaining: 10 } },
    "rate limit: at the lowest point, the Management API had 10 of 50 requests left",
  ],
  [
    "a rate limit that the tenant does not state",
    { ...healthy, rateLimit: undefined },
    "rate limit: the tenant does not state how close it is to its rate limit",
  ],
];

test.each(notes)("%s is worth a note, and no problem", (_, tenant, expected) => {
  expect(concerns(tenant, "note")).toEqual([expected]);
  expect(concerns(tenant, "problem")).toEqual([]);
});

test.each([
  "api.access.deny('no')",
  "api.session.revoke('no')",
  "api.refreshToken.revoke('no')",
  "api.redirect.sendUserTo(url)",
  "api.prompt.render('ap_1')",
  "api.multifactor.enable('any')",
  "api.authentication.challengeWith({ type: 'otp' })",
  "api.authentication.challengeWithAny([])",
  "api.authentication.enrollWith({ type: 'otp' })",
  "api\n  .access\n  .deny('no')",
  "throw new Error('no')",
])("an Action that runs later and says %j is a problem", (call) => {
  expect(concerns(withLaterAction(`if (x) ${call};`), "problem")).toEqual([
    expect.stringMatching(/^later Actions: "Later" runs after .* contains (api\.|throw).* \(heuristic\)$/),
  ]);
});

test.each([
  "api.access",
  "myapi.access.deny()",
  "api.idToken.setCustomClaim('deny', 1)",
  "throws()",
  "// throw away",
  "/* api.access.deny() */",
  'log("throw"); fetch("https://a.example/throw")',
])("an Action that runs later and says %j is none", (call) =>
  expect(concerns(withLaterAction(call), "problem")).toEqual([]),
);

test("another instance of the construct is judged by its policy", () => {
  expect(concerns(withLaterAction(codeOf({})), "problem")).toEqual([]);
  expect(concerns(withLaterAction(codeOf({})), "note")).toEqual([
    'other limits: "Later" limits sessions at the same logins, with a policy of its own',
  ]);
  expect(concerns(withLaterAction(codeOf({ enforcement: "report-only" })), "note")).toEqual([]);
  expect(concerns(withLaterAction(codeOf({ onFailure: "deny-login" })), "problem")).toHaveLength(1);
});

test.each([
  "await management.sessions.delete(session.id)",
  "await client.sessions.revoke(id)",
  "await management.users.deleteUserSessions({ id })",
  "await fetch(`https://${event.secrets.domain}/api/v2/sessions/${id}`, { method: 'DELETE' })",
])("another Action that ends sessions by itself is a problem, wherever it runs: %s", (code) => {
  const [first, ...rest] = healthy.bound!;
  expect(concerns({ ...healthy, bound: [{ ...first!, code }, ...rest] }, "problem")).toEqual([
    'other limits: "First" ends sessions at the same logins, judging by its code (heuristic)',
  ]);
});

test("what is absent is a problem if it has to be there", () => {
  const absent = { ...missingApplication, action: null };
  const facts = { domain, connection: { state: "trusted" }, access: { state: "granted" }, tenant: absent } as const;
  const levels = (requireDeployed: boolean) =>
    diagnose(facts, { requireDeployed }).find(({ subject }) => subject === "deployment")!.level;
  expect([levels(false), levels(true)]).toEqual(["note", "problem"]);
});

test.each<[string, TenantFacts]>([
  [
    "a refusal from before the Action was deployed",
    { ...healthy, loggedCalls: { seen: { tokenRequest: loggedCall(-1, true) } } },
  ],
  ["users who have not signed in since", { ...healthy, latestLogins: { seen: { users: 0, over: 0, clients: [] } } }],
  [
    "a token that says nothing of scopes",
    { ...healthy, applicationToken: { state: "granted", secret: "read", scopes: undefined } },
  ],
  ["a flag that is off", { ...healthy, revokesWholeGrants: { seen: false } }],
])("%s is no concern", (_, tenant) => {
  expect(diagnoseTenant(tenant).filter(({ level }) => level !== "ok")).toEqual([]);
});

test("sessions over the limit are no concern where a policy only reports", () => {
  const tenant = {
    ...withPolicy({ enforcement: "report-only" }),
    latestLogins: { seen: { users: 10, over: 10, clients: [] } },
  };
  expect(concerns(tenant, "problem")).toEqual([]);
});

test("what runs before may refuse logins, and so may the Action itself", () => {
  const code = "api.access.deny()";
  const bound = healthy.bound!.slice(0, 2).map((action) => ({ ...action, code }));
  expect(diagnoseTenant({ ...healthy, bound }).filter(({ subject }) => subject === "later Actions")).toEqual([]);
});

test.each([
  ["scope", /it lacks the scope read:actions$/],
  ["plan", /ask Auth0 whether the tenant's plan includes it$/],
  ["feature", /ask Auth0 to enable it/],
  ["unknown", /ask Auth0 whether the tenant's plan includes it and whether it is enabled$/],
] as const)("a 403 for want of a %s says what to do", (refusal, expected) => {
  const part = { ...unread("Actions", "read:actions", refusal === "scope", "403 No"), refusal };
  const [finding] = diagnoseTenant({ ...healthy, unread: [part] }).filter(({ level }) => level === "problem");
  expect(refusal === "scope" ? finding?.what : finding?.advice).toMatch(expected);
});

test("whatever could not be read is reported once, and nothing is concluded from it", () => {
  const blind = { ...healthy, applications: undefined, grants: undefined, action: undefined, bound: undefined };
  const unseen = {
    loggedCalls: undefined,
    latestLogins: undefined,
    unawareApplications: undefined,
    secondFactorPolicy: undefined,
  };
  const facts = { ...blind, ...unseen, applicationToken: undefined, unread: [unread("applications", "read:clients")] };
  expect(diagnoseTenant(facts).map(({ subject }) => subject)).toEqual([
    "connection",
    "access",
    "domain",
    "reading",
    "session endpoints",
    "rate limit",
  ]);
});

test.each<[string, Facts, string]>([
  [
    "a domain where nobody answers",
    { domain, connection: { state: "unreachable", reason: "ENOTFOUND" } },
    `connection: https://${domain} is unreachable: ENOTFOUND`,
  ],
  [
    "a certificate that nobody trusts",
    { domain, connection: { state: "untrusted", reason: "CERT_HAS_EXPIRED" } },
    `connection: https://${domain} is untrusted: CERT_HAS_EXPIRED`,
  ],
  [
    "a web site",
    { domain, connection: { state: "no tenant", reason: "404" } },
    `connection: https://${domain} is no Auth0 tenant: 404`,
  ],
  [
    "a wrong secret of the doctor's own",
    { domain, connection: { state: "trusted" }, access: { state: "refused", audience, reason: "401 Unauthorized" } },
    `access: AUTH0_CLIENT_ID and AUTH0_CLIENT_SECRET get no token for "${audience}": 401 Unauthorized`,
  ],
])("%s is a problem, and nothing else is looked at", (_, facts, expected) => {
  const findings = diagnose(facts).filter(({ level }) => level !== "ok");
  expect(findings.map(({ subject, what }) => `${subject}: ${what}`)).toEqual([expected]);
});

test("every concern says why it matters and what to do", () => {
  const findings = [...problems, ...notes].flatMap(([, tenant]) => diagnoseTenant(tenant));
  const concerned = findings.filter(({ level }) => level !== "ok");
  expect(concerned.filter(({ why, advice }) => !why || !advice)).toEqual([]);
});

test.each(["keep", "revoke"] as const)(
  "the scopes asked for with refreshTokens %j are those that the construct grants",
  (refreshTokens) => expect(scopesOf({ refreshTokens })).toEqual(new SessionPolicy({ refreshTokens }).scopes),
);
