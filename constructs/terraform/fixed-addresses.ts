import type { Construct } from "constructs";
import { TerraformElement } from "cdktf";

/**
 * Refuses `overrideLogicalId` on what a construct is made of. The parts refer to each other by their addresses, cdktf has
 * written these down already, and Terraform finds by them what it is to forget.
 */
export function fixAddresses(construct: Construct): void {
  for (const part of construct.node.findAll()) {
    if (!TerraformElement.isTerraformElement(part)) continue;
    part.overrideLogicalId = (logicalId) => {
      throw new Error(
        `the logical id of "${part.node.path}" cannot be overridden, got: ${JSON.stringify(logicalId)}; its address follows from the construct's id, so choose that`,
      );
    };
  }
}
