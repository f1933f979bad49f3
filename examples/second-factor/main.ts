import { App, TerraformStack } from "cdktf";
import { SingleSessionConstruct, TriggerBinding } from "cdktf-auth0-single-session";
import { Action } from "cdktf-auth0-single-session/providers/auth0/action";
import { Auth0Provider } from "cdktf-auth0-single-session/providers/auth0/provider";

const app = new App();
const stack = new TerraformStack(app, "identity");

// The provider reads AUTH0_DOMAIN, AUTH0_CLIENT_ID and AUTH0_CLIENT_SECRET from the environment.
new Auth0Provider(stack, "Auth0");

const secondFactor = new Action(stack, "SecondFactor", {
  name: "Ask for a second factor",
  supportedTriggers: { id: "post-login", version: "v3" },
  runtime: "node22",
  code: `exports.onExecutePostLogin = async (event, api) => {
  const given = event.authentication.methods.some(({ name }) => name === "mfa");
  if (!given) api.authentication.challengeWith({ type: "otp" });
};
`,
  deploy: true,
});

new SingleSessionConstruct(stack, "SingleSession", {
  policy: { maxSessions: 1 },
  binding: TriggerBinding.ordered([secondFactor, TriggerBinding.self]),
});

app.synth();
