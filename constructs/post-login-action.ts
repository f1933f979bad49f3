import { Construct } from "constructs";
import { Token, type ITerraformDependable, type TerraformCondition, type TerraformProvider } from "cdktf";
import { AUTH0_SDK, RUNTIME, TRIGGER } from "../contract/pins";
import { Action, type ActionConfig } from "./providers/auth0/action";
import type { TriggerAction } from "./providers/auth0/trigger-action";
import type { TriggerActions } from "./providers/auth0/trigger-actions";
import { asGiven } from "./terraform/as-given";
import { holding } from "./terraform/condition";
import { expression } from "./terraform/expression";
import type { TriggerBinding } from "./trigger-binding";

export interface PostLoginActionProps {
  /** What the Auth0 Dashboard calls it. */
  readonly name: string;
  /** CommonJS that exports `onExecutePostLogin`, as a Terraform template. */
  readonly code: string;
  /** What the code finds in `event.secrets`. */
  readonly secrets: ActionSecrets;
  /** What must hold before Terraform creates or updates the Action. */
  readonly conditions: TerraformCondition[];
  /** What has to exist before a login may run the code. */
  readonly dependsOn: ITerraformDependable[];
  readonly binding: TriggerBinding;
  /** @default - the stack's own */
  readonly provider?: TerraformProvider;
}

export interface ActionSecrets {
  /** What is no secret; Auth0 configures an Action with secrets only. */
  readonly settings: Record<string, string>;
  readonly secrets: Record<string, string>;
  /**
   * Another number writes them again.
   *
   * @default - whenever one of them changes
   */
  readonly version?: number;
}

/** An Action that runs at every login. */
export class PostLoginAction extends Construct {
  readonly action: Action;
  readonly binding?: TriggerAction | TriggerActions;

  constructor(scope: Construct, id: string, props: PostLoginActionProps) {
    super(scope, id);
    const { name, code, secrets, conditions, dependsOn, binding, provider } = props;

    this.action = new Action(this, "Resource", {
      name,
      supportedTriggers: TRIGGER,
      runtime: RUNTIME,
      code,
      dependencies: [AUTH0_SDK],
      ...secretsConfig(secrets),
      deploy: true,
      dependsOn,
      provider,
      lifecycle: holding(conditions),
    });

    this.binding = binding.bind(this, this.action);
  }
}

/**
 * Write-only, so that the Action keeps no secret in the state, and whatever the secrets are: an Action whose `secrets` become
 * `secrets_wo` loses them all, because the provider then sends what is left in `secrets`.
 */
function secretsConfig({ settings, secrets, version }: ActionSecrets): Partial<ActionConfig> {
  return {
    secretsWo: Object.entries({ ...settings, ...secrets }).map(([name, value]) => ({ name, value: asGiven(value) })),
    secretsWoVersion: fingerprint({ ...settings, ...(version === undefined ? secrets : { version }) }),
  };
}

/** A number that changes with what it is made of: all that Terraform notices of write-only secrets. */
function fingerprint(values: Record<string, string | number>): number {
  return Token.asNumber(expression`parseint(substr(sha256(jsonencode(${values})), 0, 7), 16)`);
}
