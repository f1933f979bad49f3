import type { JWK } from "jose";
import type { AccessTokens } from "../oauth/access-tokens";
import type { Tenant } from "../tenant/tenant";
import { moved } from "./moved";
import { validateState } from "./schema";
import { restoreTenant, tenantState, type TenantState } from "./tenant-state";

const FORMAT = "auth0-tenant-simulator";
const VERSION = 1;

/** Everything that a tenant holds, as JSON. Of another version of the simulator it is refused unless that wrote the same. */
export interface SimulatorState {
  format: typeof FORMAT;
  /** Of the format. */
  version: typeof VERSION;
  /** Where the tenant was served. */
  domains: { canonical: string; custom: string };
  /** What it signs tokens with; private. */
  signingKey: JWK;
  /** What it holds. */
  tenant: object;
}

/** What the tenant holds once it is at rest. */
export async function exportState(tenant: Tenant, { jwk }: AccessTokens): Promise<SimulatorState> {
  await tenant.settle();
  const state = {
    format: FORMAT,
    version: VERSION,
    domains: tenant.domains,
    signingKey: jwk,
    tenant: tenantState(tenant),
  } satisfies SimulatorState;
  return JSON.parse(JSON.stringify(state)) as SimulatorState;
}

/** @throws Error with what is wrong, and where */
export function requireState(state: unknown): SimulatorState {
  const { format, version } = (state ?? {}) as Partial<Record<keyof SimulatorState, unknown>>;
  if (format !== FORMAT) {
    throw new Error(
      `the state has the format ${JSON.stringify(format)}; give what exportState() or GET /simulator/state gave`,
    );
  }
  if (version !== VERSION) {
    throw new Error(
      `the state has version ${JSON.stringify(version)}, and this simulator reads version ${VERSION} alone`,
    );
  }
  if (!validateState(state))
    throw new Error(`the state cannot be read: ${validateState.errors?.map(failureText).join("; ")}`);
  return state;
}

/** Gives the state to a new tenant, which may be served elsewhere. @throws Error if a dependency of an Action cannot be got */
export async function importState(tenant: Tenant, state: SimulatorState, domains: Tenant["domains"]): Promise<void> {
  await restoreTenant(tenant, moved(state.tenant, state.domains, domains) as TenantState);
}

function failureText({ instancePath, message, params }: NonNullable<typeof validateState.errors>[number]): string {
  const { additionalProperty } = params as { additionalProperty?: string };
  const unknown = additionalProperty === undefined ? "" : `, got: ${additionalProperty}`;
  return `${instancePath.slice(1).replaceAll("/", ".") || "it"} ${message ?? "is wrong"}${unknown}`;
}
