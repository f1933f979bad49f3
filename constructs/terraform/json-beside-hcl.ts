import { writeFileSync } from "node:fs";
import path from "node:path";
import { App, TerraformElement, TerraformStack } from "cdktf";
import { addCustomSynthesis } from "cdktf/lib/synthesize/synthesizer";
import type { Construct } from "constructs";
import { resolved } from "./resolved";

/** One for all constructs of a stack: the file of a construct that has another id by now would stay, and Terraform would read it. */
const FILE = "single-session.tf.json";

/** What a stack's file holds. */
const partsOf = new WeakMap<TerraformStack, TerraformElement[]>();

/**
 * With `cdktf synth --hcl`, writes a construct as JSON into a file beside `cdk.tf`; Terraform reads both. cdktf's HCL leaves out
 * `removed` blocks and the required version, quotes addresses, and changes strings that contain quotes, backslashes or line
 * breaks.
 *
 * @param settings the same for all constructs of a stack
 */
export function writeJsonBesideHcl(construct: Construct, settings: object): void {
  if (!App.of(construct).hclOutput) return;
  const parts = construct.node.findAll().filter((part) => TerraformElement.isTerraformElement(part));
  for (const part of parts) part.toHclTerraform = () => ({});

  const stack = TerraformStack.of(construct);
  const written = partsOf.get(stack);
  if (written) {
    written.push(...parts);
    return;
  }
  partsOf.set(stack, parts);
  addCustomSynthesis(construct, {
    onSynthesize({ manifest, outdir }) {
      const file = path.join(outdir, manifest.forStack(stack).workingDirectory, FILE);
      const fragments = parts.map((part) => JSON.parse(resolved(part, part.toTerraform())) as object);
      writeFileSync(file, JSON.stringify([settings, ...fragments], null, 2));
    },
  });
}
