import type { Protocol } from "../actions/event";
import type { ActionExecution } from "../actions/post-login";
import type { Execution } from "../tenant/executions";
import type { LogEvent } from "../tenant/log-events";
import type { Tenant } from "../tenant/tenant";
import type { Login } from "./login-in-progress";

interface Types {
  success: string;
  failure: string;
}

/** Source: Auth0, "Log Event Type Codes". */
const LOGIN: Types = { success: "s", failure: "f" };
const SILENT_AUTHENTICATION: Types = { success: "ssa", failure: "fsa" };
const BY_PROTOCOL: Partial<Record<Protocol, Types>> = {
  "oauth2-refresh-token": { success: "sertft", failure: "fertft" },
  "oauth2-password": { success: "sepft", failure: "fepft" },
  "oauth2-token-exchange": { success: "sens", failure: "fens" },
};

/** Tells the tenant log how a login ended. */
export function logLogin(
  tenant: Tenant,
  login: Login,
  { reason, execution }: { reason?: string; execution?: Execution },
) {
  const { success, failure } = typesOf(login);
  const { user, session, prompt } = login;
  tenant.logs.write({
    type: reason === undefined ? success : failure,
    ...(reason !== undefined && { description: reason }),
    ...describeLogin(tenant, login),
    details: {
      ...(prompt !== undefined && { prompt: [prompt] }),
      ...(session && { session_id: session.id }),
      ...(execution && { actions: { executions: [execution.id] } }),
      ...(reason !== undefined && { error: { message: reason } }),
      stats: { loginsCount: user.logins_count },
    },
  });
}

/** Tells it of each Action that failed. */
export function logFailedActions(
  tenant: Tenant,
  login: Login,
  { actions, execution }: { actions: readonly ActionExecution[]; execution: Execution },
): void {
  for (const { action, error, errorClass } of actions) {
    if (error === undefined) continue;
    tenant.logs.write({
      type: "actions_execution_failed",
      description: error.split("\n")[0],
      ...describeLogin(tenant, login),
      details: { action_name: action, trigger_id: "post-login", error_class: errorClass, execution_id: execution.id },
    });
  }
}

/** Tells it of a login of which nobody can say whose it would have been. */
export function logUnknownLogin(
  tenant: Tenant,
  event: Pick<LogEvent, "type" | "description" | "client_id" | "hostname">,
) {
  tenant.logs.write({ ...event, details: { error: { message: event.description } } });
}

function typesOf({ protocol, prompt }: Login): Types {
  return prompt === "none" ? SILENT_AUTHENTICATION : (BY_PROTOCOL[protocol] ?? LOGIN);
}

function describeLogin(tenant: Tenant, { user, client, domain, device, connection, scopes, audience }: Login) {
  return {
    client_id: client.client_id,
    client_name: client.name ?? "",
    connection,
    strategy: tenant.connections.named(connection)?.strategy ?? connection,
    strategy_type: tenant.connections.isDatabase(connection) ? "database" : "social",
    ip: device.ip,
    user_agent: device.userAgent,
    hostname: domain,
    user_id: user.user_id,
    user_name: user.email ?? user.username ?? user.name ?? "",
    ...(audience !== undefined && { audience }),
    scope: scopes.join(" "),
  };
}
