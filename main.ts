import { App, LocalBackend, TerraformOutput, TerraformStack } from "cdktf";
import { SingleSessionConstruct } from "./constructs";
import { Auth0Provider } from "./constructs/providers/auth0/provider";
import { POLICY } from "./contract/policy-fields";
import { problemsOf } from "./contract/policy-problems";

/** The value of the environment variable MAX_SESSIONS. If it is not allowed, prints why and ends the process. */
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

// The path is relative to cdktf.out/stacks/single-session, so that every checkout synthesizes the same configuration.
new LocalBackend(stack, { path: "../../../terraform.single-session.tfstate" });

// The provider reads AUTH0_DOMAIN, AUTH0_CLIENT_ID and AUTH0_CLIENT_SECRET from the environment.
new Auth0Provider(stack, "Auth0");

const singleSession = new SingleSessionConstruct(stack, "SingleSession", {
  policy: { maxSessions: maxSessions() },
});

new TerraformOutput(stack, "application", { value: singleSession.application.clientId });
new TerraformOutput(stack, "action", { value: singleSession.action.id });

app.synth();
