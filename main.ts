import { App, LocalBackend, TerraformOutput, TerraformStack } from "cdktf";
import { SingleSessionConstruct } from "./constructs";
import { Auth0Provider } from "./constructs/providers/auth0/provider";
import { POLICY } from "./contract/policy-fields";
import { problemsOf } from "./contract/policy-problems";

/** The variable's value. If it is not allowed, the process ends, and says why. */
function maxSessions(): number | undefined {
  const text = process.env.MAX_SESSIONS;
  if (text === undefined) return undefined;
  const value = /^\d+$/.test(text) ? Number(text) : text;
  const [problem] = problemsOf(POLICY.fields.maxSessions, value, "MAX_SESSIONS");
  if (problem === undefined) return Number(value);
  process.stderr.write(`${problem}\n`);
  process.exit(1);
}

const app = new App();
const stack = new TerraformStack(app, "single-session");

// Relative to cdktf.out/stacks/single-session, so that every checkout synthesizes the same configuration.
new LocalBackend(stack, { path: "../../../terraform.single-session.tfstate" });

// Reads AUTH0_DOMAIN, AUTH0_CLIENT_ID and AUTH0_CLIENT_SECRET.
new Auth0Provider(stack, "Auth0");

const singleSession = new SingleSessionConstruct(stack, "SingleSession", {
  policy: { maxSessions: maxSessions() },
});

new TerraformOutput(stack, "application", { value: singleSession.application.clientId });
new TerraformOutput(stack, "action", { value: singleSession.action.id });

app.synth();
