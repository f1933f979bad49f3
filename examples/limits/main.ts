import { App, TerraformStack } from "cdktf";
import { SingleSessionConstruct } from "cdktf-auth0-single-session";
import { Client } from "cdktf-auth0-single-session/providers/auth0/client";
import { Auth0Provider } from "cdktf-auth0-single-session/providers/auth0/provider";

const app = new App();
const stack = new TerraformStack(app, "identity");

// The provider reads AUTH0_DOMAIN, AUTH0_CLIENT_ID and AUTH0_CLIENT_SECRET from the environment.
new Auth0Provider(stack, "Auth0");

const backOffice = new Client(stack, "BackOffice", { name: "Back office", appType: "regular_web" });

new SingleSessionConstruct(stack, "SingleSession", {
  policy: {
    maxSessions: 1,
    // The first rule that matches a login applies.
    rules: [
      { when: { clients: [backOffice.clientId] }, maxSessions: "unlimited" },
      { when: { roles: ["support"] }, maxSessions: 3 },
    ],
    // A user's own limit, the number under this key of the user's app_metadata, takes precedence over the rules.
    userLimit: { appMetadataKey: "max_sessions" },
  },
});

app.synth();
