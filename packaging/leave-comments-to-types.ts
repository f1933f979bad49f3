/**
 * Takes the comments out of the code of the provider's classes in a build: tsx leave-comments-to-types.ts FOLDER. Editors show
 * those of the declarations, and the provider's texts are long: with them in the code too, the tarball was 33 kB larger.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";

const providers = path.join(process.argv[2]!, "constructs", "providers");
const compilerOptions = { removeComments: true, target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.CommonJS };

for (const file of readdirSync(providers, { recursive: true, encoding: "utf8" })) {
  if (!file.endsWith(".js")) continue;
  const text = readFileSync(path.join(providers, file), "utf8");
  writeFileSync(path.join(providers, file), ts.transpileModule(text, { compilerOptions }).outputText);
}
