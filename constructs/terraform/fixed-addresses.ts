import type { Construct } from "constructs";
import { TerraformElement } from "cdktf";

/**
 * Refuses `overrideLogicalId` on the parts of a construct. The parts refer to each other by their addresses, which cdktf has
 * already written down, and Terraform uses these addresses to find what it is to forget.
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
