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
  /** The Action's name in the Auth0 Dashboard. */
  readonly name: string;
  /** CommonJS that exports `onExecutePostLogin`, as a Terraform template. */
  readonly code: string;
  /** What the code finds in `event.secrets`. */
  readonly secrets: ActionSecrets;
  /** The conditions that must hold before Terraform creates or updates the Action. */
  readonly conditions: TerraformCondition[];
  /** The resources that must exist before a login runs the code. */
  readonly dependsOn: ITerraformDependable[];
  readonly binding: TriggerBinding;
  /** @default - the stack's own */
  readonly provider?: TerraformProvider;
}

export interface ActionSecrets {
  /** Values that are not secret. They are here because secrets are all that Auth0 configures an Action with. */
  readonly settings: Record<string, string>;
  readonly secrets: Record<string, string>;
  /**
   * The secrets' version: when this number changes, Terraform writes the secrets again.
   *
   * @default - Terraform writes them again whenever one of them changes
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
 * Always write-only, for two reasons. The Action then keeps no secret in the state. And an Action that moves from `secrets` to
 * `secrets_wo` loses all its secrets, because the provider then sends what is left in `secrets`.
 */
function secretsConfig({ settings, secrets, version }: ActionSecrets): Partial<ActionConfig> {
  return {
    secretsWo: Object.entries({ ...settings, ...secrets }).map(([name, value]) => ({ name, value: asGiven(value) })),
    secretsWoVersion: fingerprint({ ...settings, ...(version === undefined ? secrets : { version }) }),
  };
}

/** A number that changes whenever the values do: Terraform notices no other change of write-only secrets. */
function fingerprint(values: Record<string, string | number>): number {
  return Token.asNumber(expression`parseint(substr(sha256(jsonencode(${values})), 0, 7), 16)`);
}
