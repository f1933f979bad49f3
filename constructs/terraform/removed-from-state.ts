import type { Construct } from "constructs";
import { TerraformElement } from "cdktf";

/**
 * Lets Terraform forget a resource, should the state hold it, and leaves it in the tenant as it is: a `removed` block, which
 * cdktf has no class for. Needs Terraform 1.7, or OpenTofu 1.10.
 */
export class RemovedFromState extends TerraformElement {
  /** @param id the one under which the resource stood in this scope */
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
