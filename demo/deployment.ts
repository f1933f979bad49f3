import type { Simulator } from "../simulator/simulator";
import type { Plan, Terraform } from "../terraform/terraform";
import type { Cdktf } from "./cdktf";
import { ACTION, FOREIGN_ACTION } from "./names";
import { changedLines } from "./plan-diff";
import type { Told } from "./step";
import { differences, takeSnapshot, type TenantSnapshot } from "./tenant-snapshot";
import { expectNames, Unmet } from "./unmet";

/** The user's own commands, Terraform underneath them, and the tenant that they change. */
export interface Deployment {
  cdktf: Cdktf;
  terraform: Terraform;
  simulator: Simulator;
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

/** Expects a plan of what is deployed already to have nothing to do. */
export async function planAgain({ cdktf, terraform }: Deployment): Promise<Told> {
  await cdktf.synthesize(1);
  const plan = await terraform.plan();
  if (plan.changes) throw new Unmet("no changes", changedLines(plan.text).join("\n") || "changes", plan.text);
  return { result: "no changes: terraform plan -detailed-exitcode ended with 0" };
}

/** Expects one line of the Action to change, and nothing else. */
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

export async function compareTenant({ simulator }: Deployment, asItWas: TenantSnapshot): Promise<Told> {
  const changes = differences(asItWas, await takeSnapshot(simulator.management));
  expectNames("differences from the tenant as it was recorded", [], changes);
  expectNames("Actions bound to post-login", [FOREIGN_ACTION], await boundActions(simulator));
  return { result: `${asItWas.size} objects are as they were, and "${FOREIGN_ACTION}" is still bound` };
}

async function boundActions(simulator: Simulator): Promise<string[]> {
  const { data } = await simulator.management.actions.triggers.bindings.list("post-login");
  return data.map(({ action }) => action?.name ?? "an Action without a name");
}

function resourceChanges({ json }: Plan): string[] {
  return (json.resource_changes ?? [])
    .filter(({ change }) => change.actions.some((action) => action !== "no-op" && action !== "read"))
    .map(({ type, change }) => `${change.actions.join(" and ")} ${type}`);
}
