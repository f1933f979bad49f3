import { randomUUID } from "node:crypto";
import { badRequest } from "../errors";
import type { Actions, StoredAction } from "./actions";
import type { Clock } from "./clock";

export interface Binding {
  id: string;
  triggerId: string;
  action: StoredAction;
  displayName: string;
  created_at: string;
  updated_at: string;
}

/** One as JSON, with the Action's id. */
export type BindingState = Omit<Binding, "action"> & { action: string };

export interface BindingRequest {
  ref: { type?: "action_id" | "action_name" | "binding_id"; value: string };
  display_name?: string;
}

/** Which deployed Actions run at each trigger, in which order. */
export class TriggerBindings {
  private readonly byTrigger = new Map<string, Binding[]>();

  constructor(
    private readonly actions: Actions,
    private readonly clock: Clock,
  ) {}

  of(triggerId: string): Binding[] {
    return this.byTrigger.get(triggerId) ?? [];
  }

  /** The list becomes exactly the one that is given; every binding in it is a new one. */
  replace(triggerId: string, requests: readonly BindingRequest[]): Binding[] {
    const bindings = requests.map((request) => this.bind(triggerId, request));
    const actions = bindings.map(({ action }) => action);
    const repeated = actions.find((action, i) => actions.indexOf(action) !== i);
    if (repeated) throw badRequest(`The action '${repeated.name}' is bound more than once.`);
    this.byTrigger.set(triggerId, bindings);
    return bindings;
  }

  isBound(actionId: string): boolean {
    return [...this.byTrigger.values()].flat().some(({ action }) => action.id === actionId);
  }

  unbind(actionId: string): void {
    for (const [triggerId, bindings] of this.byTrigger) {
      this.byTrigger.set(
        triggerId,
        bindings.filter(({ action }) => action.id !== actionId),
      );
    }
  }

  state(): BindingState[] {
    return [...this.byTrigger.values()].flat().map(({ action, ...binding }) => ({ ...binding, action: action.id }));
  }

  restore(state: readonly BindingState[]): void {
    for (const { action, ...binding } of state) {
      const { triggerId } = binding;
      this.byTrigger.set(triggerId, [...this.of(triggerId), { ...binding, action: this.actions.get(action) }]);
    }
  }

  private bind(triggerId: string, { ref, display_name }: BindingRequest): Binding {
    const action = this.resolve(triggerId, ref);
    if (!action.supported_triggers.some(({ id }) => id === triggerId)) {
      throw badRequest("Trying to create a binding between an incompatible action and trigger.");
    }
    if (!action.deployedVersion) {
      throw badRequest("Trying to create a binding for an action that has not been deployed yet.");
    }
    const now = this.clock.timestamp();
    const displayName = display_name ?? action.name;
    return { id: randomUUID(), triggerId, action, displayName, created_at: now, updated_at: now };
  }

  private resolve(triggerId: string, { type = "action_name", value }: BindingRequest["ref"]): StoredAction {
    switch (type) {
      case "action_id":
        return this.actions.get(value);
      case "action_name":
        return this.actions.named(value) ?? noSuch("action", value);
      case "binding_id":
        return this.of(triggerId).find(({ id }) => id === value)?.action ?? noSuch("binding", value);
    }
  }
}

function noSuch(kind: string, value: string): never {
  throw badRequest(`The ${kind} '${value}' does not exist.`);
}
