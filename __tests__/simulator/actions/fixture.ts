import { randomUUID } from "node:crypto";
import { rootCertificates } from "node:tls";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { PostLoginEvent } from "../../../simulator/actions/event";
import type { DeployedAction } from "../../../simulator/actions/deployed-action";
import { PostLoginTrigger } from "../../../simulator/actions/post-login";

/** A PEM file. @default an authority that signed nothing that these tests talk to */
export function pemFile(pem: string = rootCertificates[0]!): string {
  const file = path.join(mkdtempSync(path.join(tmpdir(), "certificate-authority-")), "ca.pem");
  writeFileSync(file, pem);
  return file;
}

/** Whoever starts it closes it. */
export function postLoginTrigger(options: { certificateAuthorityFile?: string; timeLimit?: number } = {}) {
  return new PostLoginTrigger({ certificateAuthorityFile: pemFile(), ...options });
}

export function deployed(code: string, action: Partial<DeployedAction> = {}): DeployedAction {
  const id = randomUUID();
  return {
    id,
    name: "action",
    code,
    secrets: {},
    layer: { modules: {} },
    modules: [],
    versionId: `${id}-1`,
    ...action,
  };
}

/** An Action whose handler is this. */
export function handling(body: string, action: Partial<DeployedAction> = {}): DeployedAction {
  return deployed(`exports.onExecutePostLogin = async (event, api) => { ${body} };`, action);
}

export function login(event: Partial<PostLoginEvent> = {}): PostLoginEvent {
  return {
    client: { client_id: "client", name: "Client", metadata: {} },
    connection: { id: "con_1", name: "Users", strategy: "auth0" },
    request: { body: {}, geoip: {}, ip: "127.0.0.1", method: "GET", query: {} },
    session: { id: "session" },
    stats: { logins_count: 1 },
    tenant: { id: "tenant" },
    transaction: { metadata: {}, protocol: "oidc-basic-profile" },
    user: { user_id: "auth0|1" },
    ...event,
  };
}

/** What the only Action of this login logged. */
export async function logsOf(
  trigger: PostLoginTrigger,
  action: DeployedAction,
  event: PostLoginEvent = login(),
): Promise<string[]> {
  const { executions } = await trigger.run([action], event);
  expect(executions[0]?.error).toBeUndefined();
  return executions[0]!.logs;
}
