import { writeFileSync } from "node:fs";
import path from "node:path";
import { App, TerraformElement, TerraformStack } from "cdktf";
import { addCustomSynthesis } from "cdktf/lib/synthesize/synthesizer";
import type { Construct } from "constructs";
import { resolved } from "./resolved";

/**
 * With `cdktf synth --hcl`, writes a construct as JSON into a file of its own beside `cdk.tf`; Terraform reads both. cdktf's
 * HCL leaves out `removed` blocks and the required version, quotes addresses, and changes strings that contain quotes,
 * backslashes or line breaks.
 */
export function writeJsonBesideHcl(construct: Construct, settings: object): void {
  if (!App.of(construct).hclOutput) return;
  const parts = construct.node.findAll().filter((part) => TerraformElement.isTerraformElement(part));
  for (const part of parts) part.toHclTerraform = () => ({});
  addCustomSynthesis(construct, {
    onSynthesize({ manifest, outdir }) {
      const stack = TerraformStack.of(construct);
      const folder = path.join(outdir, manifest.forStack(stack).workingDirectory);
      const name = construct.node.path.split("/").slice(1).join("-");
      const fragments = parts.map((part) => JSON.parse(resolved(part, part.toTerraform())) as object);
      writeFileSync(path.join(folder, `${name}.tf.json`), JSON.stringify([settings, ...fragments], null, 2));
    },
  });
}
