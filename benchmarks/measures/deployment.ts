import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { TerraformStack, Testing } from "cdktf";
import { SingleSessionConstruct } from "../../constructs";
import { Auth0Provider } from "../../constructs/providers/auth0/provider";
import { startSimulator } from "../../simulator/simulator";
import { Terraform } from "../../terraform/terraform";
import { prepareTerraform } from "../../terraform/toolchain";
import type { Measure } from "../measure";
import { formatNumber, table } from "../table";

export interface DeploymentFigures {
  command: string;
  seconds: number;
  /** The number of calls to the Management API. */
  calls: number;
  tokenRequests: number;
}

export const deployment: Measure = {
  title: "Plan and apply",
  async take(say) {
    const toolchain = await prepareTerraform({ onProgress: say });
    const simulator = await startSimulator();
    const folder = await mkdtemp(path.join(tmpdir(), "single-session-bench-"));
    try {
      await writeFile(path.join(folder, "cdk.tf.json"), synthesize());
      const terraform = new Terraform(toolchain, folder, simulator.environment);
      await terraform.init();

      const figures: DeploymentFigures[] = [];
      const measure = async (command: string, work: () => Promise<unknown>) => {
        say(command);
        const before = simulator.requests().length;
        const started = performance.now();
        await work();
        const seconds = (performance.now() - started) / 1000;
        const paths = simulator
          .requests()
          .slice(before)
          .map((request) => request.path);
        const tokenRequests = paths.filter((requested) => requested === "/oauth/token").length;
        figures.push({ command, seconds, calls: paths.length - tokenRequests, tokenRequests });
      };
      await measure("plan of everything", () => terraform.plan());
      await measure("apply", () => terraform.apply());
      await measure("plan without changes", () => terraform.plan());
      await measure("destroy", () => terraform.destroy());
      return { figures, text: show(figures) };
    } finally {
      await simulator.close();
      await rm(folder, { recursive: true });
    }
  },
};

function show(figures: DeploymentFigures[]): string {
  const rows = figures.map(({ command, seconds, calls, tokenRequests }) => [
    command,
    ...[seconds, calls, tokenRequests].map(formatNumber),
  ]);
  return [
    "Terraform and the Auth0 provider against the simulator, without latency: most of the time is theirs.",
    "",
    table(["", "seconds", "calls", "token requests"], rows),
  ].join("\n");
}

function synthesize(): string {
  const stack = new TerraformStack(Testing.app(), "stack");
  new Auth0Provider(stack, "Auth0");
  new SingleSessionConstruct(stack, "SingleSession");
  return Testing.synth(stack);
}
