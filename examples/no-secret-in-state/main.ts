import { App, TerraformStack, TerraformVariable } from "cdktf";
import { ManagementCredentials, SingleSessionConstruct } from "cdktf-auth0-single-session";
import { Auth0Provider } from "cdktf-auth0-single-session/providers/auth0/provider";

const app = new App();
const stack = new TerraformStack(app, "identity");

// The provider reads AUTH0_DOMAIN, AUTH0_CLIENT_ID and AUTH0_CLIENT_SECRET from the environment.
new Auth0Provider(stack, "Auth0");

const secret = new TerraformVariable(stack, "client_secret", { type: "string", sensitive: true });
secret.addOverride("ephemeral", true); // cdktf has no property for it

// Raise this number with each new secret, because Terraform keeps no secret to compare a new one with.
const version = new TerraformVariable(stack, "secret_version", { type: "number", default: 1 });

new SingleSessionConstruct(stack, "SingleSession", {
  credentials: ManagementCredentials.writeOnlySecret({ secret: secret.stringValue, version: version.numberValue }),
});

app.synth();
