import { App, TerraformStack } from "cdktf";
import { SingleSessionConstruct, type SessionPolicyProps } from "cdktf-auth0-single-session";
import { Auth0Provider } from "cdktf-auth0-single-session/providers/auth0/provider";

const POLICIES: Record<string, SessionPolicyProps> = {
  development: { maxSessions: 3 },
  production: { maxSessions: 1 },
};

const app = new App();

for (const [environment, policy] of Object.entries(POLICIES)) {
  const stack = new TerraformStack(app, environment);
  // Each environment is a tenant of its own, which AUTH0_DOMAIN, AUTH0_CLIENT_ID and AUTH0_CLIENT_SECRET name at apply.
  new Auth0Provider(stack, "Auth0");
  new SingleSessionConstruct(stack, "SingleSession", { policy });
}

app.synth();
