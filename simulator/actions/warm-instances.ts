import type { DeployedAction } from "./deployed-action";
import type { Instance } from "./instance";

/** The instances that are running: one for each Action, of the version that was asked for last. */
export class WarmInstances {
  private readonly warm = new Map<string, { versionId: string; instance: Instance }>();
  /** Warm ones, and retired ones that still have an execution under way. */
  private readonly running = new Set<Instance>();

  constructor(private readonly start: (action: DeployedAction) => Instance) {}

  /** The warm instance of this version, or a new one in the place of another version's or of one that died. */
  of(action: DeployedAction): Instance {
    const warm = this.warm.get(action.id);
    if (warm?.versionId === action.versionId && warm.instance.accepting) return warm.instance;
    warm?.instance.retire();
    const instance = this.start(action);
    this.warm.set(action.id, { versionId: action.versionId, instance });
    this.running.add(instance);
    void instance.ended.then(() => this.running.delete(instance));
    return instance;
  }

  /** Lets go of the instances of Actions that are bound no more. */
  retireAllBut(actions: readonly DeployedAction[]): void {
    const bound = new Set(actions.map(({ id }) => id));
    for (const [id, { instance }] of this.warm) {
      if (bound.has(id)) continue;
      instance.retire();
      this.warm.delete(id);
    }
  }

  async close(): Promise<void> {
    await Promise.all([...this.running].map((instance) => instance.close()));
  }
}
