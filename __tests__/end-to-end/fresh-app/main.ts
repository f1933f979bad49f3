import { App, TerraformOutput, TerraformStack } from "cdktf";
import { SingleSessionConstruct, type SingleSessionProps } from "cdktf-auth0-single-session";
import type { Action } from "cdktf-auth0-single-session/providers/auth0/action";
import { Client } from "cdktf-auth0-single-session/providers/auth0/client";
import { Auth0Provider } from "cdktf-auth0-single-session/providers/auth0/provider";
import type { Construct } from "constructs";

/** Somebody's own stack, with an application of their own. */
class ShopStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new Auth0Provider(this, "Auth0");
    const shop = new Client(this, "Shop", {
      name: "Shop",
      appType: "regular_web",
      callbacks: ["https://shop.example/callback"],
    });

    const singleSession = new SingleSessionConstruct(this, "SingleSession");
    const action: Action = singleSession.action;

    new TerraformOutput(this, "shop", { value: shop.clientId });
    new TerraformOutput(this, "action", { value: action.name });
  }
}

export const misplaced: SingleSessionProps = {
  // @ts-expect-error the limit belongs to the policy
  maxSessions: 2,
};

const app = new App();
new ShopStack(app, "shop");
app.synth();
