import type { Construct } from "constructs";
import { TerraformResource, TerraformStack, type TerraformProvider } from "cdktf";
import { TRIGGER } from "../contract/pins";
import type { Action } from "./providers/auth0/action";
import { TriggerAction } from "./providers/auth0/trigger-action";
import { TriggerActions } from "./providers/auth0/trigger-actions";
import { resolved } from "./terraform/resolved";

/** What binds to the trigger in a stack, of one type and in one tenant. */
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
    .filter((binding) => binding.triggerInput === TRIGGER.id && binding.provider === provider);
}

/**
 * Refuses, at synth, an order of the trigger that leaves out what the same stack binds: each apply would undo what the other
 * resource did, and the loser's logins would go unlimited.
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
          `binding must hold every Action that the stack binds to ${TRIGGER.id}, got: an order without that of "${node.path}"; add its Action to TriggerBinding.ordered(), and let TriggerBinding.none() leave the binding to this order`,
      );
  }
  return others
    .filter((other) => !holds(other, action.id))
    .map(
      ({ node }) =>
        `binding must be TriggerBinding.none() where an order owns the trigger, got: TriggerBinding.append() beside "${node.path}"; add construct.action to that order`,
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
