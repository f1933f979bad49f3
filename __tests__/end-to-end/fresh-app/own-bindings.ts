import { App, TerraformStack } from "cdktf";
import { SingleSessionConstruct, TriggerBinding } from "cdktf-auth0-single-session";
// The test has these come from the app's own classes, as `cdktf get` makes them.
import { Action } from "cdktf-auth0-single-session/providers/auth0/action";
import { Client } from "cdktf-auth0-single-session/providers/auth0/client";
import { Auth0Provider } from "cdktf-auth0-single-session/providers/auth0/provider";
import { TriggerActions } from "cdktf-auth0-single-session/providers/auth0/trigger-actions";

const app = new App();
const stack = new TerraformStack(app, "own-bindings");
const provider = new Auth0Provider(stack, "Auth0", { alias: "tenant" });
const shop = new Client(stack, "Shop", { name: "Shop", appType: "regular_web", provider });
const greeting = new Action(stack, "Greeting", {
  name: "Greeting",
  code: "exports.onExecutePostLogin = async () => {};",
  runtime: "node22",
  supportedTriggers: { id: "post-login", version: "v3" },
  deploy: true,
  provider,
});
new SingleSessionConstruct(stack, "SingleSession", {
  provider,
  policy: { maxSessions: 1, rules: [{ when: { clients: [shop.clientId] }, maxSessions: 2 }] },
  binding: TriggerBinding.ordered([greeting, TriggerBinding.self]),
});
app.synth();

// Two owners of one trigger, with classes of their own, are refused as with ours.
const refused = new TerraformStack(new App({ outdir: "refused.out" }), "two-owners");
new Auth0Provider(refused, "Auth0");
new SingleSessionConstruct(refused, "SingleSession");
new TriggerActions(refused, "Flow", { trigger: "post-login", actions: [{ id: "other", displayName: "Other" }] });
try {
  App.of(refused).synth();
  console.log("not refused");
} catch (error) {
  console.log((error as Error).message);
}
