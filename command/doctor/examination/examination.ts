import type { DoctorOptions } from "../options";
import { managementApiOf, requestToken } from "../../tenant/access-token";
import { readAction, readBoundActions } from "./actions";
import { findApplications, listGrants, readApplication, tryApplication } from "./application";
import { tryConnection } from "./connection";
import type { Facts, TenantFacts } from "./facts";
import { readLatestLogins } from "./latest-logins";
import { readLoggedCalls } from "./logged-calls";
import { readRefreshTokenFlag } from "./refresh-token-flag";
import { readUnawareApplications } from "./unaware-applications";
import { readSecondFactorPolicy } from "./second-factor";
import { trySessionEndpoints } from "./session-endpoints";
import { TenantReader } from "../../tenant/tenant-reader";

/**
 * Gathers the facts about a tenant, in an order in which each makes the next possible. Changes nothing.
 *
 * @param onRateLimit called when the tenant is at its rate limit, before waiting
 */
export async function examine(options: DoctorOptions, onRateLimit?: () => void): Promise<Facts> {
  const { domain, audience, credentials } = options;
  const connection = await tryConnection(domain);
  if (connection.state !== "trusted") return { domain, connection };

  if ("token" in credentials) {
    return {
      domain,
      connection,
      access: { state: "given" },
      tenant: await examineTenant(options, credentials.token, onRateLimit),
    };
  }
  const answer = await requestToken({ domain, audience, ...credentials });
  if ("refusal" in answer) {
    return { domain, connection, access: { state: "refused", audience, reason: answer.refusal } };
  }
  return {
    domain,
    connection,
    access: { state: "granted" },
    tenant: await examineTenant(options, answer.token, onRateLimit),
  };
}

async function examineTenant(options: DoctorOptions, token: string, onRateLimit?: () => void): Promise<TenantFacts> {
  const { domain, name } = options;
  const { clientId: broughtClientId } = options.application;
  const audience = managementApiOf(token) ?? options.audience;
  const reader = new TenantReader(domain, token, { onRateLimit });

  const clients = await findApplications(reader, name, broughtClientId);
  const client = clients?.length === 1 ? clients[0] : undefined;
  const grants = client && (await listGrants(reader, client));
  const application = client && (await tryApplication(client, options, audience));

  const action = await readAction(reader, name);
  const bound = await readBoundActions(reader, action);
  const asApplication =
    application?.token === undefined ? undefined : new TenantReader(domain, application.token, { onRateLimit });
  const sessionEndpoints = await trySessionEndpoints(reader, asApplication);
  const loggedCalls = client && (await readLoggedCalls(reader, client.client_id!));
  const { head, deployedAt } = action?.deployed ?? {};
  const isBound = bound?.some(({ id }) => id === action?.id);
  const latestLogins =
    head && deployedAt !== undefined && isBound ? await readLatestLogins(reader, head.policy, deployedAt) : undefined;
  const unawareApplications =
    latestLogins && "seen" in latestLogins && latestLogins.seen.clients.length > 0
      ? await readUnawareApplications(reader, latestLogins.seen.clients)
      : undefined;
  const secondFactorPolicy = head && (await readSecondFactorPolicy(reader));
  const revokesWholeGrants =
    head && head.policy.refreshTokens !== "keep" ? await readRefreshTokenFlag(reader) : undefined;

  return {
    domain,
    name,
    audience,
    broughtClientId,
    grants,
    action,
    bound,
    sessionEndpoints,
    loggedCalls,
    latestLogins,
    unawareApplications,
    secondFactorPolicy,
    revokesWholeGrants,
    applications: clients?.map(readApplication),
    applicationToken: application?.trial,
    unread: reader.unread,
    rateLimit: reader.rateLimit,
  };
}
