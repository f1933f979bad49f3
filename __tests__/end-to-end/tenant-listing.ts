import type { CanonicalTenant } from "./canonical-tenant";
import type { Deployment } from "./deployment";

/** What every simulated tenant has. */
const THERE_ALREADY = ["Terraform", "Application"];

/** Users who sign in, each from several devices, and in which way. */
export type SignIns = Readonly<Record<string, SignInWay>>;

interface SignInWay {
  readonly role?: string;
  readonly appMetadata?: Record<string, unknown>;
  /** Name of the application; by default, any. */
  readonly application?: string;
  /** Whether the user gives a second factor before the Actions go on. */
  readonly secondFactor?: boolean;
}

const TIMES = 4;

/** What there is in a tenant, and what it makes of sign-ins, for people to read. */
export async function tenantListing(
  deployment: Deployment,
  tenant: CanonicalTenant,
  signIns: SignIns,
): Promise<string> {
  const scopesOf = (name: string) => tenant.clientGrants.find((grant) => grant.name === name)?.scope;
  const lines = [
    ...tenant.applications
      .filter(({ name }) => !THERE_ALREADY.includes(name))
      .map(({ name }) => `application  ${withDetails(name, scopesOf(name))}`),
    ...tenant.actions.map(({ name, deployed }) => `Action       ${withDetails(name, deployed.secrets, "secrets ")}`),
    `post-login   ${tenant.bindings.join(", then ") || "nothing"}`,
  ];
  for (const [who, way] of Object.entries(signIns)) {
    const left = await sessionsLeft(deployment, way);
    lines.push(`sessions     ${left} after ${TIMES} sign-ins of ${who}`);
  }
  return lines.join("\n");
}

function withDetails(name: string, details: string[] = [], what = ""): string {
  return details.length > 0 ? `${name} (${what}${details.join(", ")})` : name;
}

async function sessionsLeft(deployment: Deployment, way: SignInWay): Promise<number> {
  const { management, browser } = deployment.simulator;
  const user = await deployment.addUser();
  if (way.appMetadata) await management.users.update(user, { app_metadata: way.appMetadata });
  if (way.role) {
    const { id } = await management.roles.create({ name: way.role });
    await management.users.roles.assign(user, { roles: [id!] });
  }
  const { data: clients } = await management.clients.list();
  const clientId = way.application && clients.find(({ name }) => name === way.application)!.client_id;
  for (let i = 0; i < TIMES; i++) {
    await browser.signIn({ user, ...(clientId && { clientId }), ...(way.secondFactor && { mfa: true }) });
    await deployment.simulator.settled();
  }
  return (await deployment.sessionsOf(user)).length;
}
