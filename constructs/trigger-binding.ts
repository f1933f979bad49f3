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

/** An Action and the name that it is bound under. An `Action` of this stack is one. */
export interface BoundAction {
  /** The Action's id. */
  readonly id: string;
  /** The name that the trigger's list shows; usually the Action's own. */
  readonly name: string;
}

/** The place of the construct's own Action in an order. */
export interface OwnAction {
  /** Tells it from another Action. */
  readonly self: true;
}

/** How the Action is bound to the post-login trigger. */
export class TriggerBinding {
  /** The construct's own Action, for `ordered`. */
  static readonly self: OwnAction = { self: true };

  /** Last, when it is bound first; what else is bound is left as it is. */
  static append(): TriggerBinding {
    return new TriggerBinding((scope, action) => {
      refuseOtherOwners(scope, action);
      new RemovedFromState(scope, "Order", TriggerActions.tfResourceType);
      return bind(scope, action, appendedBindings(scope, action));
    });
  }

  /**
   * In this order, and nothing else: the trigger belongs to Terraform, and a change made elsewhere shows in the next plan.
   *
   * @throws Error if an entry is neither, or if the order does not hold `TriggerBinding.self` exactly once
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

  /** Not by this construct: whoever owns the trigger binds `construct.action`. */
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
 * Binds one Action, unless it is bound already. In an order it is, and this resource is there for the day on which the Action
 * is replaced: Auth0 deletes no Action that is bound, and of the two resources only this one unbinds it, and it alone, first.
 */
function bind(scope: Construct, action: Action, dependsOn: ITerraformDependable[]): TriggerAction {
  const { id: actionId, provider } = action;
  return new TriggerAction(scope, "Binding", { trigger: TRIGGER.id, actionId, dependsOn, provider });
}

/**
 * The bindings that were appended to the same tenant's trigger before, in this stack. Each reads the trigger's list and writes
 * it back, so that two at once would lose one.
 */
function appendedBindings(scope: Construct, { provider }: Action): TriggerAction[] {
  return boundIn<TriggerAction>(scope, TriggerAction.tfResourceType, provider);
}
