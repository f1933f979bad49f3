import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { ensureOpenTofu } from "./opentofu";
import { OPENTOFU, readPin } from "./pin";

const CACHE = path.join(__dirname, "..", ".cache", "opentofu");

const USAGE = `usage: tsx terraform/with-opentofu.ts <command> [argument...]

Runs a command of this project with OpenTofu instead of Terraform, in the version that terraform/pins/opentofu/go.mod pins. If that
version is not installed, it is first built with Go and kept in .cache/.
`;

async function main(): Promise<void> {
  const [command, ...args] = process.argv.slice(2);
  if (command === undefined) {
    process.stderr.write(USAGE);
    process.exitCode = 2;
    return;
  }
  const environment = { ...process.env, CHECKPOINT_DISABLE: "1" };
  const onProgress = (line: string) => console.error(line);
  const binary = await ensureOpenTofu({ pin: await readPin(OPENTOFU), cache: CACHE, environment, onProgress });

  const running = spawn(command, args, { stdio: "inherit", env: { ...environment, TERRAFORM_BINARY_NAME: binary } });
  const [exitCode] = (await once(running, "exit")) as [number | null];
  process.exitCode = exitCode ?? 1;
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
