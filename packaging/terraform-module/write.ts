/** Writes the Terraform modules, one for each way to authenticate and to bind, into the given folder or `dist/terraform-module`. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { escapeTemplate } from "../../constructs/terraform/template";
import { configurationOf } from "./configuration";
import { BINDINGS, CREDENTIALS } from "./modes";
import { moduleReadme, overview } from "./readme";
import { TEST_FILE, testFile } from "./test-file";

const TARGET = process.argv[2] ?? path.join(__dirname, "..", "..", "dist", "terraform-module");
const ACTION = readFileSync(path.join(__dirname, "..", "..", "action-code", "single-session.js"), "utf8");

mkdirSync(TARGET, { recursive: true });
writeFileSync(path.join(TARGET, "README.md"), overview());

for (const credentials of Object.keys(CREDENTIALS)) {
  for (const binding of Object.keys(BINDINGS)) {
    const folder = path.join(TARGET, credentials, binding);
    mkdirSync(folder, { recursive: true });
    const code = '${file(\\"${path.module}/single-session.js\\")}';
    const configuration = configurationOf(credentials, binding, code, escapeTemplate(ACTION));
    const { main, variables, outputs } = configuration;
    // Each module has its own copy, because Terraform copies only the module's folder if it is named by an absolute path.
    writeFileSync(path.join(folder, "single-session.js"), ACTION);
    writeJson(path.join(folder, "main.tf.json"), main);
    writeJson(path.join(folder, "variables.tf.json"), { variable: variables });
    writeJson(path.join(folder, "outputs.tf.json"), outputs);
    writeFileSync(path.join(folder, TEST_FILE), testFile(configuration));
    writeFileSync(path.join(folder, "README.md"), moduleReadme(credentials, binding, variables));
  }
}

function writeJson(file: string, content: object): void {
  writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`);
}
