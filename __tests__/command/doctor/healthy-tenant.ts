import type { Action, DeployedVersion, LoggedCall, TenantFacts } from "../../../command/doctor/examination/facts";
import { SessionPolicy } from "../../../constructs/session-policy";
import type { PolicyDocument } from "../../../contract/policy";

const domain = "acme.eu.auth0.com";
const audience = `https://${domain}/api/v2/`;

const policy = JSON.parse(new SessionPolicy().json) as PolicyDocument;

/** When the Action was deployed. */
const deployedAt = Date.UTC(2026, 0);

const deployed: DeployedVersion = {
  deployedAt,
  runtime: "node22",
  dependencies: [{ name: "auth0", version: "7.1.0" }],
  secrets: ["domain", "clientId", "clientSecret"],
  head: { policy, audience },
};

const action: Action = { id: "own", status: "built", allChangesDeployed: true, deployed };

/** A tenant with nothing to complain about. */
export const healthy: TenantFacts = {
  domain,
  name: "SingleSession",
  audience,
  applications: [{ clientId: "m2m", grantTypes: ["client_credentials"], privateKeyJwt: false }],
  grants: [{ audience, scopes: ["read:sessions", "delete:sessions"] }],
  applicationToken: { state: "granted", secret: "read" },
  action,
  bound: [
    { id: "first", name: "First" },
    { id: "own", name: "SingleSession" },
    { id: "last", name: "Last", code: "exports.onExecutePostLogin = async (event, api) => {};" },
  ],
  sessionEndpoints: { askedAs: "application", status: 200 },
  loggedCalls: { seen: {} },
  latestLogins: { seen: { users: 10, over: 0, clients: ["shop"] } },
  unawareApplications: { seen: [] },
  secondFactorPolicy: { seen: "none" },
  rateLimit: { limit: 50, remaining: 49, reset: Date.UTC(2026, 0) },
  unread: [],
};

export const withAction = (changes: Partial<Action>): TenantFacts => ({
  ...healthy,
  action: { ...action, ...changes },
});

export const withDeployed = (changes: Partial<DeployedVersion>): TenantFacts =>
  withAction({ deployed: { ...deployed, ...changes } });

export const withPolicy = (changes: Partial<PolicyDocument>): TenantFacts =>
  withDeployed({ head: { policy: { ...policy, ...changes }, audience } });

/** A call of the Action's in the tenant's log, as many milliseconds after it was deployed. */
export const loggedCall = (after: number, refused: boolean): LoggedCall => ({
  date: new Date(deployedAt + after).toISOString(),
  refused,
  description: "Unauthorized",
});

/** With one more Action bound, last. */
export const withLaterAction = (code: string): TenantFacts => ({
  ...healthy,
  bound: [...healthy.bound!, { id: "later", name: "Later", code }],
});

export const withScopes = (...scopes: string[]): TenantFacts => ({ ...healthy, grants: [{ audience, scopes }] });
