import { stat } from "node:fs/promises";
import path from "node:path";
import type { Simulator } from "../simulator/simulator";
import { run } from "../terraform/command";
import type { Plan, Terraform } from "../terraform/terraform";
import { prepareTerraform, type TerraformToolchain } from "../terraform/toolchain";
import { REPOSITORY, type Cdktf } from "./cdktf";
import { expectNames, Unmet, type Told } from "./step";
import { ACTION, boundActions, FOREIGN_ACTION } from "./tenant";

/** The commands that a user runs, the Terraform that they use, and the tenant that they change. */
export interface Deployment {
  cdktf: Cdktf;
  terraform: Terraform;
  simulator: Simulator;
}

export async function findTerraform(
  onProgress: (line: string) => void,
): Promise<Told & { toolchain: TerraformToolchain }> {
  const toolchain = await prepareTerraform({ onProgress });
  const { engine, providerVersion } = toolchain;
  return { result: `${engine.binary} ${engine.version}, auth0/auth0 ${providerVersion}`, toolchain };
}

export async function buildAction(): Promise<Told> {
  await run("npm", ["run", "--silent", "build:action"], { cwd: REPOSITORY });
  const file = path.join("action-code", "single-session.js");
  const { size } = await stat(path.join(REPOSITORY, file));
  return { result: `${file}, ${(size / 1000).toFixed(1)} kB` };
}

export async function deploy({ cdktf, terraform, simulator }: Deployment): Promise<Told> {
  await cdktf.deploy(1);
  expectNames("Actions bound to post-login", [FOREIGN_ACTION, ACTION], await boundActions(simulator));
  const { values } = await terraform.show();
  const resources = (values?.root_module.resources ?? []).filter(({ mode }) => mode === "managed");
  return {
    result: `${resources.length} resources; "${ACTION}" runs at every login, after "${FOREIGN_ACTION}"`,
    details: { resources: resources.map(({ address }) => address) },
  };
}

/** Expects no changes in a plan of what is already deployed. */
export async function planAgain({ cdktf, terraform }: Deployment): Promise<Told> {
  await cdktf.synthesize(1);
  const plan = await terraform.plan();
  if (plan.changes) throw new Unmet("no changes", changedLines(plan.text).join("\n") || "changes", plan.text);
  return { result: "no changes: terraform plan -detailed-exitcode ended with 0" };
}

/** Expects exactly one line of the Action, and nothing else, to change. */
export async function planTwoSessions({ cdktf, terraform }: Deployment): Promise<Told> {
  await cdktf.synthesize(2);
  const plan = await terraform.plan();
  expectNames("resources that change", ["update auth0_action"], resourceChanges(plan), plan.text);
  const changes = changedLines(plan.text);
  const lines = changes.map((line) => line.trim()).filter((line) => /^[-+] /.test(line));
  expectNames("lines", [`-   "maxSessions": 1,`, `+   "maxSessions": 2,`], lines, plan.text);
  return { result: "one line of the Action changes", details: { changes } };
}

export async function deployTwoSessions({ cdktf, simulator }: Deployment): Promise<Told> {
  await cdktf.deploy(2);
  const { data } = await simulator.management.actions.list({ actionName: ACTION });
  expectNames(
    "deployed versions of the Action",
    ["2"],
    data.map(({ deployed_version }) => `${deployed_version?.number}`),
  );
  return { result: `version 2 of "${ACTION}" is deployed` };
}

export async function destroy({ cdktf, terraform }: Deployment): Promise<Told> {
  await cdktf.destroy(2);
  expectNames("resources left in Terraform's state", [], await terraform.stateList());
  return { result: "nothing is left in Terraform's state" };
}

function resourceChanges({ json }: Plan): string[] {
  return (json.resource_changes ?? [])
    .filter(({ change }) => change.actions.some((action) => action !== "no-op" && action !== "read"))
    .map(({ type, change }) => `${change.actions.join(" and ")} ${type}`);
}

const HEADING = /^ {2}# \S+ (will|must) be /;

/** Terraform indents no mark further than this. The unchanged lines of the Action's code are indented further. */
const MARKED = /^ {2,10}[-+~] /;

/** From a plan's text without colours, the headings of the resources that change and the lines that are marked as changed. */
export function changedLines(planText: string): string[] {
  const lines = planText.split("\n");
  const first = lines.findIndex((line) => HEADING.test(line)); // the text above it explains the marks
  if (first === -1) return [];
  return lines
    .slice(first)
    .filter((line) => HEADING.test(line) || MARKED.test(line))
    .map((line) => line.slice(2).trimEnd());
}
