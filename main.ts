import { App, LocalBackend, TerraformOutput, TerraformStack } from "cdktf";
import { SingleSessionConstruct } from "./constructs";
import { Auth0Provider } from "./constructs/providers/auth0/provider";

const app = new App();
const stack = new TerraformStack(app, "single-session");

// Relative to cdktf.out/stacks/single-session, so that every checkout synthesizes the same configuration.
new LocalBackend(stack, { path: "../../../terraform.single-session.tfstate" });

// Reads AUTH0_DOMAIN, AUTH0_CLIENT_ID and AUTH0_CLIENT_SECRET.
new Auth0Provider(stack, "Auth0");

const singleSession = new SingleSessionConstruct(stack, "SingleSession", {
  policy: { maxSessions: Number(process.env.MAX_SESSIONS ?? 1) },
});

new TerraformOutput(stack, "application", { value: singleSession.application.clientId });
new TerraformOutput(stack, "action", { value: singleSession.action.id });

app.synth();
