import { App, TerraformStack } from "cdktf";
import { SingleSessionConstruct, TriggerBinding } from "cdktf-auth0-single-session";
import { Action } from "cdktf-auth0-single-session/providers/auth0/action";
import { Auth0Provider } from "cdktf-auth0-single-session/providers/auth0/provider";
import { TriggerActions } from "cdktf-auth0-single-session/providers/auth0/trigger-actions";

const app = new App();
const stack = new TerraformStack(app, "identity");

// The provider reads AUTH0_DOMAIN, AUTH0_CLIENT_ID and AUTH0_CLIENT_SECRET from the environment.
new Auth0Provider(stack, "Auth0");

const plan = new Action(stack, "Plan", {
  name: "Add the plan to the token",
  supportedTriggers: { id: "post-login", version: "v3" },
  runtime: "node22",
  code: `exports.onExecutePostLogin = async (event, api) => {
  api.idToken.setCustomClaim("plan", event.user.app_metadata.plan ?? "free");
};
`,
  deploy: true,
});

const singleSession = new SingleSessionConstruct(stack, "SingleSession", { binding: TriggerBinding.none() });

const bound = [plan, singleSession.action];
new TriggerActions(stack, "PostLogin", {
  trigger: "post-login",
  actions: bound.map(({ id, name }) => ({ id, displayName: name })),
});

app.synth();
