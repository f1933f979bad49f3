import type { Construct } from "constructs";
import { TerraformElement } from "cdktf";

/**
 * A `removed` block, for which cdktf has no class: if the state contains the resource, Terraform forgets it and leaves it in the
 * tenant as it is. Needs Terraform 1.7 or OpenTofu 1.10.
 */
export class RemovedFromState extends TerraformElement {
  /** @param id the resource's earlier id in this scope */
  constructor(
    scope: Construct,
    id: string,
    private readonly type: string,
  ) {
    super(scope, id);
  }

  override toTerraform(): object {
    return { removed: [{ from: `${this.type}.${this.friendlyUniqueId}`, lifecycle: { destroy: false } }] };
  }
}
