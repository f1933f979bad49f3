import type { Construct } from "constructs";
import { TerraformResource, TerraformStack, type TerraformProvider } from "cdktf";
import { TRIGGER } from "../contract/pins";
import type { Action } from "./providers/auth0/action";
import { TriggerAction } from "./providers/auth0/trigger-action";
import { TriggerActions } from "./providers/auth0/trigger-actions";
import { aliasOf } from "./terraform/provider-alias";
import { resolved } from "./terraform/resolved";

/** The resources of one type that bind to the trigger, in one stack and one tenant. */
export function boundIn<T extends TriggerAction | TriggerActions>(
  scope: Construct,
  type: string,
  provider: TerraformProvider | undefined,
): T[] {
  return TerraformStack.of(scope)
    .node.findAll()
    .filter((construct) => TerraformResource.isTerraformResource(construct))
    .filter((resource) => resource.terraformResourceType === type)
    .map((resource) => resource as T)
    .filter((binding) => binding.triggerInput === TRIGGER.id && aliasOf(binding.provider) === aliasOf(provider));
}

/**
 * Refuses, at synth, an order of the trigger that leaves out an Action that the same stack binds. The two resources would undo
 * each other's work at each apply, and logins would go unlimited whenever the construct's Action is the one left out.
 */
export function refuseOtherOwners(scope: Construct, action: Action): void {
  scope.node.addValidation({ validate: () => problemsOfOwners(scope, action) });
}

function problemsOfOwners(scope: Construct, action: Action): string[] {
  const orders = boundIn<TriggerActions>(scope, TriggerActions.tfResourceType, action.provider);
  const own = orders.find((order) => order.node.scope === scope);
  const others = orders.filter((order) => order !== own);
  if (own && others.length > 0) return others.map((other) => twoOrders(other));
  if (own) {
    return boundIn<TriggerAction>(scope, TriggerAction.tfResourceType, action.provider)
      .filter(({ actionIdInput }) => !holds(own, actionIdInput))
      .map(
        ({ node }) =>
          `binding must contain every Action that the stack binds to ${TRIGGER.id}, got: an order without the Action that "${node.path}" binds; add that Action to TriggerBinding.ordered(), and give its own construct TriggerBinding.none()`,
      );
  }
  return others
    .filter((other) => !holds(other, action.id))
    .map(
      ({ node }) =>
        `binding must be TriggerBinding.none() if an order owns the trigger, got: TriggerBinding.append() beside "${node.path}"; add construct.action to that order`,
    );
}

function twoOrders({ node }: TriggerActions): string {
  return `binding must be the only order of ${TRIGGER.id} in the stack, got: "${node.path}" too; write one order, with construct.action of each construct whose binding is TriggerBinding.none()`;
}

function holds(order: TriggerActions, actionId: string | undefined): boolean {
  const actions = JSON.parse(resolved(order, order.actionsInput)) as { id?: string }[] | string;
  if (!Array.isArray(actions)) return true;
  return actions.some(({ id }) => JSON.stringify(id) === resolved(order, actionId));
}
