import { App, TerraformStack, TerraformVariable } from "cdktf";
import { SingleSessionConstruct, type SessionPolicyProps } from "cdktf-auth0-single-session";
import { Auth0Provider } from "cdktf-auth0-single-session/providers/auth0/provider";

const app = new App();
const stack = new TerraformStack(app, "identity");

// The provider reads AUTH0_DOMAIN, AUTH0_CLIENT_ID and AUTH0_CLIENT_SECRET from the environment.
new Auth0Provider(stack, "Auth0");

const enforcement = new TerraformVariable(stack, "enforcement", { type: "string", default: "report-only" });

new SingleSessionConstruct(stack, "SingleSession", {
  policy: { maxSessions: 1, enforcement: enforcement.stringValue as SessionPolicyProps["enforcement"] },
});

app.synth();
