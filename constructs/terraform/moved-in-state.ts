import type { Construct } from "constructs";
import { TerraformElement, type TerraformResource } from "cdktf";

/** Makes Terraform look for a resource under its earlier id, unless the stack's author already says where it was. */
export class MovedInState extends TerraformElement {
  /** @param id the resource's earlier id in this scope */
  constructor(
    scope: Construct,
    id: string,
    private readonly resource: TerraformResource,
  ) {
    super(scope, id);
  }

  override toTerraform(): object {
    const { moved } = this.resource.toTerraform() as { moved?: unknown };
    if (moved !== undefined) return {};
    const { terraformResourceType: type, friendlyUniqueId } = this.resource;
    return { moved: [{ from: `${type}.${this.friendlyUniqueId}`, to: `${type}.${friendlyUniqueId}` }] };
  }
}
