import { App, TerraformStack } from "cdktf";
import { SingleSessionConstruct } from "cdktf-auth0-single-session";
import { Client } from "cdktf-auth0-single-session/providers/auth0/client";
import { Auth0Provider } from "cdktf-auth0-single-session/providers/auth0/provider";

const app = new App();
const stack = new TerraformStack(app, "identity");

// Reads AUTH0_DOMAIN, AUTH0_CLIENT_ID and AUTH0_CLIENT_SECRET.
new Auth0Provider(stack, "Auth0");

const backOffice = new Client(stack, "BackOffice", { name: "Back office", appType: "regular_web" });

new SingleSessionConstruct(stack, "SingleSession", {
  policy: {
    maxSessions: 1,
    // The first rule that matches a login wins.
    rules: [
      { when: { clients: [backOffice.clientId] }, maxSessions: "unlimited" },
      { when: { roles: ["support"] }, maxSessions: 3 },
    ],
    // A user's own limit beats the rules: the number at this key of the user's app_metadata.
    userLimit: { appMetadataKey: "max_sessions" },
  },
});

app.synth();
