import type { Construct } from "constructs";
import { TerraformElement, type TerraformResource } from "cdktf";

/** Has Terraform look for a resource where it stood before, unless its author says where that was. */
export class MovedInState extends TerraformElement {
  /** @param id the one under which the resource stood in this scope */
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
