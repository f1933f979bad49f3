import { Construct } from "constructs";
import type { ITerraformDependable } from "cdktf";
import { Action } from "./providers/auth0/action";
import { TriggerAction } from "./providers/auth0/trigger-action";

/** The version of Auth0's SDK that the Action runs with, and that the tests of this project run it with. */
const AUTH0_SDK = { name: "auth0", version: "7.1.0" };

export interface PostLoginActionProps {
  /** What the Auth0 Dashboard calls it. */
  readonly name: string;
  /** CommonJS that exports `onExecutePostLogin`, as a Terraform template. */
  readonly code: string;
  /** What the code finds in `event.secrets`. */
  readonly secrets: Record<string, string>;
  /** What has to exist before a login may run the code. */
  readonly dependsOn: ITerraformDependable[];
}

/** An Action that runs at every login, after the Actions that are already bound to it. */
export class PostLoginAction extends Construct {
  readonly action: Action;
  readonly binding: TriggerAction;

  constructor(scope: Construct, id: string, { name, code, secrets, dependsOn }: PostLoginActionProps) {
    super(scope, id);

    this.action = new Action(this, "Resource", {
      name,
      supportedTriggers: { id: "post-login", version: "v3" },
      runtime: "node22",
      code,
      dependencies: [AUTH0_SDK],
      secrets: Object.entries(secrets).map(([secret, value]) => ({ name: secret, value })),
      deploy: true,
      dependsOn,
    });

    this.binding = new TriggerAction(this, "Binding", { trigger: "post-login", actionId: this.action.id });
  }
}
