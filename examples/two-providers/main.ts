import { App, TerraformStack, TerraformVariable } from "cdktf";
import { SingleSessionConstruct } from "cdktf-auth0-single-session";
import { Auth0Provider } from "cdktf-auth0-single-session/providers/auth0/provider";
import { Construct } from "constructs";

const app = new App();
const stack = new TerraformStack(app, "identity");

// The provider reads AUTH0_DOMAIN, AUTH0_CLIENT_ID and AUTH0_CLIENT_SECRET from the environment.
const customers = new Auth0Provider(stack, "Customers");

const partners = new Auth0Provider(stack, "Partners", {
  alias: "partners",
  domain: new TerraformVariable(stack, "partners_domain", { type: "string" }).stringValue,
  clientId: new TerraformVariable(stack, "partners_client_id", { type: "string" }).stringValue,
  clientSecret: new TerraformVariable(stack, "partners_client_secret", { type: "string", sensitive: true }).stringValue,
});

new SingleSessionConstruct(new Construct(stack, "customers"), "SingleSession", {
  provider: customers,
  policy: { maxSessions: 1 },
});
new SingleSessionConstruct(new Construct(stack, "partners"), "SingleSession", {
  provider: partners,
  policy: { maxSessions: 3 },
});

app.synth();
