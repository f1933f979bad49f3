import { cpus } from "node:os";
import { node22 } from "../simulator/actions/node22";
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
  /** The Node that runs the Actions. */
  nodeOfActions: string;
}

export async function describeMachine(): Promise<Machine> {
  const commit = await run("git", ["describe", "--always", "--dirty"], { cwd: __dirname });
  const { stdout: nodeOfActions } = await run(node22(), ["--print", "process.versions.node"], { cwd: __dirname });
  return {
    date: new Date().toISOString().slice(0, 10),
    commit: commit.stdout.trim(),
    processor: cpus()[0]?.model.trim() ?? "unknown",
    cores: cpus().length,
    node: process.versions.node,
    nodeOfActions: nodeOfActions.trim(),
  };
}

export function showMachine({ date, commit, processor, cores, node, nodeOfActions }: Machine): string {
  return `Measured on ${date} at ${commit}: ${cores} cores of ${processor}; Node ${node}, and Node ${nodeOfActions} for the Actions.`;
}
