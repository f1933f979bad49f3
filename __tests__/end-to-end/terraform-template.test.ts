import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { escapeTemplate } from "../../constructs/terraform/template";
import { Terraform } from "../../terraform/terraform";
import { prepareTerraform } from "../../terraform/toolchain";
import { PREPARATION_TIME } from "./deployment";

const TEXTS = [
  "`Hello ${name}`",
  "%{if true}yes%{endif}",
  "$${x} $$${x} %%{x}",
  "100%${x} ${`${nested}`} ~} ${~ x ~}",
  'quotes " and \\ backslashes \\n, and\nnewlines\r\n\twith tabs',
  "ünïcode 🔒 \u2028",
];

test(
  "Terraform itself reads an escaped text as it was",
  async () => {
    const folder = await mkdtemp(path.join(tmpdir(), "template-"));
    try {
      const terraform_data = Object.fromEntries(
        TEXTS.map((text, index) => [`text${index}`, { input: escapeTemplate(text) }]),
      );
      await writeFile(path.join(folder, "main.tf.json"), JSON.stringify({ resource: { terraform_data } }));
      const terraform = new Terraform(await prepareTerraform(), folder);
      await terraform.init();
      await terraform.apply();
      const resources = (await terraform.show()).values!.root_module.resources!;
      expect(resources.map(({ values }) => values.output)).toEqual(TEXTS);
    } finally {
      await rm(folder, { recursive: true });
    }
  },
  PREPARATION_TIME,
);
