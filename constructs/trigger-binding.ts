import type { Construct } from "constructs";
import type { ITerraformDependable } from "cdktf";
import { TRIGGER } from "../contract/pins";
import type { Action } from "./providers/auth0/action";
import { TriggerAction } from "./providers/auth0/trigger-action";
import { TriggerActions } from "./providers/auth0/trigger-actions";
import { asGiven } from "./terraform/as-given";
import { RemovedFromState } from "./terraform/removed-from-state";
import { boundIn, refuseOtherOwners } from "./trigger-owners";
import { isOwn, repetitionsIn, validateOrder } from "./validate-order";

/** An Action and the name under which it is bound. Any `Action` resource of the stack can be used as one. */
export interface BoundAction {
  /** The Action's id. */
  readonly id: string;
  /** The name that the trigger's list shows for the Action, usually the Action's own name. */
  readonly name: string;
}

/** Marks the position of the construct's own Action in an order. Use `TriggerBinding.self`. */
export interface OwnAction {
  /** Distinguishes the construct's own Action from other Actions. */
  readonly self: true;
}

/** How the Action is bound to the post-login trigger. */
export class TriggerBinding {
  /** Marks the position of the construct's own Action in the list for `TriggerBinding.ordered()`. */
  static readonly self: OwnAction = { self: true };

  /** Binds the Action after those that are already bound, and leaves the other bindings as they are. */
  static append(): TriggerBinding {
    return new TriggerBinding((scope, action) => {
      refuseOtherOwners(scope, action);
      new RemovedFromState(scope, "Order", TriggerActions.tfResourceType);
      return bind(scope, action, appendedBindings(scope, action));
    });
  }

  /**
   * Binds exactly these Actions, in this order. Terraform then owns the trigger, and a change made elsewhere shows up in the next
   * plan.
   *
   * @param order the Actions, with `TriggerBinding.self` in place of the construct's own
   * @throws Error if an entry is neither an Action nor `TriggerBinding.self`, or if `TriggerBinding.self` does not appear exactly
   * once
   */
  static ordered(order: (BoundAction | OwnAction)[]): TriggerBinding {
    validateOrder(order);
    return new TriggerBinding((scope, action) => {
      refuseOtherOwners(scope, action);
      const actions = order.map((bound) => (isOwn(bound) ? { id: action.id, name: action.name } : bound));
      scope.node.addValidation({
        validate: () =>
          repetitionsIn(
            scope,
            actions.map(({ id }) => id),
          ),
      });
      const trigger = new TriggerActions(scope, "Order", {
        trigger: TRIGGER.id,
        actions: actions.map(({ id, name }) => ({ id: asGiven(id), displayName: asGiven(name) })),
        provider: action.provider,
      });
      bind(scope, action, [trigger]);
      return trigger;
    });
  }

  /** Binds nothing: whoever owns the post-login trigger binds `construct.action`. */
  static none(): TriggerBinding {
    return new TriggerBinding((scope) => {
      new RemovedFromState(scope, "Binding", TriggerAction.tfResourceType);
      new RemovedFromState(scope, "Order", TriggerActions.tfResourceType);
      return undefined;
    });
  }

  private constructor(
    /** @internal */
    readonly bind: (scope: Construct, action: Action) => TriggerAction | TriggerActions | undefined,
  ) {}
}

/**
 * Binds one Action, unless it is already bound. An Action in an order is already bound; there, this resource is for the day on
 * which the Action is replaced. Auth0 does not delete an Action that is bound, and of the two resources only this one unbinds
 * that Action, and no other, first.
 */
function bind(scope: Construct, action: Action, dependsOn: ITerraformDependable[]): TriggerAction {
  const { id: actionId, provider } = action;
  return new TriggerAction(scope, "Binding", { trigger: TRIGGER.id, actionId, dependsOn, provider });
}

/**
 * The bindings that this stack has already appended to the same tenant's trigger. Each reads the trigger's list and writes it
 * back, so two at the same time would lose one.
 */
function appendedBindings(scope: Construct, { provider }: Action): TriggerAction[] {
  return boundIn<TriggerAction>(scope, TriggerAction.tfResourceType, provider);
}
