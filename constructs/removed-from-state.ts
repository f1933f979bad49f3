import type { Construct } from "constructs";
import { TerraformElement } from "cdktf";

/**
 * Lets Terraform forget resources, should the state hold them, and leaves them in the tenant as they are: a `removed` block,
 * which cdktf has no class for. Needs Terraform 1.7.
 */
export class RemovedFromState extends TerraformElement {
  /**
   * @param types the types of resource that may have stood at the address of `successor`
   * @param successor what stands there now; this very element where nothing does
   */
  constructor(
    scope: Construct,
    id: string,
    private readonly types: string[],
    private readonly successor?: TerraformElement,
  ) {
    super(scope, id);
  }

  override toTerraform(): object {
    const name = (this.successor ?? this).friendlyUniqueId;
    return { removed: this.types.map((type) => ({ from: `${type}.${name}`, lifecycle: { destroy: false } })) };
  }
}
