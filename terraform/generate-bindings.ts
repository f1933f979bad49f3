import { rm } from "node:fs/promises";
import path from "node:path";
import { prepareTerraform } from "./toolchain";

const FOLDER = path.join(__dirname, "..", "constructs", "providers", "auth0");

async function main(): Promise<void> {
  const toolchain = await prepareTerraform({ onProgress: (line) => console.error(line) });
  // As soon as they load, cdktf's packages run Terraform and call their makers' server. The environment tells them which Terraform
  // to run, and not to make that call.
  Object.assign(process.env, toolchain.environment);
  const { generateBindings, readProviderSchema } = await import("./bindings.js");

  const schema = await readProviderSchema(toolchain);
  await rm(FOLDER, { recursive: true, force: true });
  const files = await generateBindings(schema, toolchain.providerVersion, FOLDER);
  console.log(`bindings of auth0/auth0 ${toolchain.providerVersion}:`);
  for (const file of files) console.log(`  ${path.relative(process.cwd(), path.join(FOLDER, file))}`);
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
