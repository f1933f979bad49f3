import { App, TerraformStack, TerraformVariable } from "cdktf";
import { ManagementCredentials, SingleSessionConstruct } from "cdktf-auth0-single-session";
import { Client } from "cdktf-auth0-single-session/providers/auth0/client";
import { ClientCredentials } from "cdktf-auth0-single-session/providers/auth0/client-credentials";
import { Auth0Provider } from "cdktf-auth0-single-session/providers/auth0/provider";

const app = new App();
const stack = new TerraformStack(app, "identity");

// The provider reads AUTH0_DOMAIN, AUTH0_CLIENT_ID and AUTH0_CLIENT_SECRET from the environment.
new Auth0Provider(stack, "Auth0");

const publicKey = new TerraformVariable(stack, "public_key", { type: "string" });
const privateKey = new TerraformVariable(stack, "private_key", { type: "string", sensitive: true });
privateKey.addOverride("ephemeral", true); // cdktf has no property for it

const application = new Client(stack, "Application", {
  name: "Session administration",
  appType: "non_interactive",
  grantTypes: ["client_credentials"],
});
const credentials = new ClientCredentials(stack, "Credentials", {
  clientId: application.clientId,
  authenticationMethod: "private_key_jwt",
  privateKeyJwt: { credentials: [{ name: "first", credentialType: "public_key", pem: publicKey.stringValue }] },
});

new SingleSessionConstruct(stack, "SingleSession", {
  credentials: ManagementCredentials.existing({
    clientId: credentials.clientId, // not the application's own clientId, so that the key exists first
    privateKey: privateKey.stringValue,
    version: 1,
  }),
});

app.synth();
