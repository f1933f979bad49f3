import type { Construct } from "constructs";
import { TerraformResource } from "cdktf";

/**
 * Refuses at synth that somebody assigned a `lifecycle` or `dependsOn` to a part of a construct, and the part's own is lost:
 * Terraform would no longer check its conditions, or would replace it in another order.
 */
export function keepMetaArguments(construct: Construct): void {
  for (const part of construct.node.findAll()) {
    if (!TerraformResource.isTerraformResource(part)) continue;
    const own = metaArgumentsOf(part);
    part.node.addValidation({
      validate: () => {
        const present = metaArgumentsOf(part);
        const lost = own.filter(({ name, value }) => !present.some((one) => one.name === name && one.value === value));
        return [...new Set(lost.map(({ name }) => name))].map(
          (name) =>
            `"${part.node.path}" must keep its own ${name}; add to it, as in part.lifecycle = { ...part.lifecycle, preventDestroy: true } or part.dependsOn = [...part.dependsOn, other.fqn]`,
        );
      },
    });
  }
}

/** Each value by itself. What triggers a replacement is left out, because whoever adopts an application takes it away. */
function metaArgumentsOf({ dependsOn, lifecycle }: TerraformResource): { name: string; value: unknown }[] {
  const all = { ...lifecycle, replaceTriggeredBy: [], dependsOn: dependsOn ?? [] };
  return Object.entries(all).flatMap(([name, values]) => [values].flat().map((value: unknown) => ({ name, value })));
}
