import { readFileSync } from "node:fs";
import path from "node:path";
import { writeActionHead } from "../../contract/action-head";
import { AUTH0_SDK } from "../../contract/pins";
import type { PolicyDocument } from "../../contract/policy";
import { scopesOf } from "../../contract/scopes";
import type { Simulator } from "../../simulator/simulator";

export const ADA = { email: "ada@example.com", password: "correct horse" };

/** Adds a user who has logged in before but holds no session now, because the Action ignores a first login. */
export async function addAda(simulator: Simulator): Promise<string> {
  const { management, browser } = simulator;
  const connection = "Username-Password-Authentication";
  const { user_id = "" } = await management.users.create({ connection, user_id: "ada", name: "Ada", ...ADA });
  const { session } = await browser.signIn({ user: user_id, scopes: ["openid"] });
  await management.sessions.delete(session!.id);
  await simulator.settled();
  return user_id;
}

/** Binds our own Action with this policy, in place of all others. */
export async function enforce(simulator: Simulator, policy: PolicyDocument): Promise<void> {
  const { management, domain } = simulator;
  const audience = `https://${domain}/api/v2/`;
  const { client_id = "", client_secret = "" } = await management.clients.create({
    name: "SingleSession",
    app_type: "non_interactive",
  });
  await management.clientGrants.create({ client_id, audience, scope: scopesOf(policy) });
  const secrets = { domain, clientId: client_id, clientSecret: client_secret };
  const { id = "" } = await management.actions.create({
    name: "SingleSession",
    code: codeWith(policy, audience),
    runtime: "node22",
    supported_triggers: [{ id: "post-login", version: "v3" }],
    dependencies: [AUTH0_SDK],
    secrets: Object.entries(secrets).map(([name, value]) => ({ name, value })),
  });
  await simulator.settled();
  await management.actions.deploy(id);
  await management.actions.triggers.bindings.updateMany("post-login", {
    bindings: [{ ref: { type: "action_id", value: id }, display_name: "SingleSession" }],
  });
}

function codeWith(policy: PolicyDocument, audience: string): string {
  const code = readFileSync(path.join(__dirname, "..", "..", "action-code", "single-session.js"), "utf8");
  return `${writeActionHead({ policy: JSON.stringify(policy, null, 2), audience })}\n${code}`;
}
