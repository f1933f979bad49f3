import path from "node:path";
import type { Simulator } from "../../simulator/simulator";
import { CommandError, run } from "../../terraform/command";

const PROJECT = path.join(__dirname, "..", "..");
const TSX = path.join(PROJECT, "node_modules", ".bin", "tsx");

/**
 * The command as a process of its own, with Terraform's credentials of the tenant.
 *
 * @throws CommandError if it could not run
 */
export async function runCommand(
  { environment, certificateAuthorityFile }: Simulator,
  args: string[],
  { cwd = PROJECT, env = {} }: { cwd?: string; env?: Record<string, string> } = {},
): Promise<{ exitCode: number; stdout: string }> {
  const { PATH, HOME } = process.env;
  const all = { PATH, HOME, NODE_EXTRA_CA_CERTS: certificateAuthorityFile, ...environment, ...env };
  try {
    const { stdout } = await run(TSX, [path.join(PROJECT, "command", "main.ts"), ...args], { env: all, cwd });
    return { exitCode: 0, stdout };
  } catch (error) {
    if (error instanceof CommandError && error.exitCode === 1) return { exitCode: 1, stdout: error.stdout };
    throw error;
  }
}
