import { readFileSync } from "node:fs";
import { cpus } from "node:os";
import { run } from "../terraform/command";

/** What the figures of a run depend on. */
export interface Machine {
  /** In ISO 8601. */
  date: string;
  /** The commit of this repository. */
  commit: string;
  processor: string;
  cores: number;
  node: string;
}

export async function describeMachine(): Promise<Machine> {
  const { stdout } = await run("git", ["describe", "--always", "--dirty"], { cwd: __dirname });
  return {
    date: new Date().toISOString().slice(0, 10),
    commit: stdout.trim(),
    processor: cpus()[0]?.model.trim() ?? "unknown",
    cores: cpus().length,
    node: process.versions.node,
  };
}

export function showMachine({ date, commit, processor, cores, node }: Machine): string {
  return `Measured on ${date} at ${commit}: ${cores} cores of ${processor}; Node ${node}, and Node ${actionNode()} for the Actions.`;
}

function actionNode(): string {
  return (JSON.parse(readFileSync(require.resolve("node/package.json"), "utf8")) as { version: string }).version;
}
