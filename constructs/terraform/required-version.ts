import { App, Aspects, TerraformStack } from "cdktf";
import type { Construct } from "constructs";

/**
 * Makes the construct's stack require a version of Terraform, in addition to what it already requires. The requirement is
 * written at synth, so that the author's own requirement is kept, whichever comes first.
 */
export function requireTerraform(construct: Construct, constraint: string): void {
  // cdktf cannot write it as HCL.
  if (App.of(construct).hclOutput) return;
  Aspects.of(construct).add({
    visit(node) {
      if (node !== construct) return;
      const stack = TerraformStack.of(construct);
      const own = overridesOf(stack).terraform?.required_version;
      const constraints = own === undefined ? [] : own.split(",").map((constraint) => constraint.trim());
      if (constraints.includes(constraint)) return;
      stack.addOverride("terraform.required_version", [...constraints, constraint].join(", "));
    },
  });
}

/** cdktf offers no public way to read the overrides. */
function overridesOf(stack: TerraformStack): { terraform?: { required_version?: string } } {
  return (stack as unknown as { rawOverrides: object }).rawOverrides;
}
