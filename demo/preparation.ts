import { stat } from "node:fs/promises";
import path from "node:path";
import { startSimulator, type Simulator } from "../simulator/simulator";
import { run } from "../terraform/command";
import { prepareTerraform, type TerraformToolchain } from "../terraform/toolchain";
import { FOREIGN_ACTION } from "./names";
import type { Told } from "./step";
import { takeSnapshot, type TenantSnapshot } from "./tenant-snapshot";
import { User } from "./user";

const REPOSITORY = path.join(__dirname, "..");

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

export async function startTenant(): Promise<Told & { simulator: Simulator }> {
  const simulator = await startSimulator();
  return { result: `https://${simulator.domain}`, simulator };
}

/** Leaves the tenant as one that has been in use for a while. */
export async function bindForeignAction(simulator: Simulator): Promise<Told & { asItWas: TenantSnapshot }> {
  const { actions } = simulator.management;
  const { id } = await actions.create({
    name: FOREIGN_ACTION,
    supported_triggers: [{ id: "post-login", version: "v3" }],
    runtime: "node22",
    code: 'exports.onExecutePostLogin = async () => console.log("hello");',
  });
  if (!id) throw new Error("the tenant made an Action and did not say its id");
  await simulator.settled();
  await actions.deploy(id);
  const binding = { ref: { type: "action_id" as const, value: id }, display_name: FOREIGN_ACTION };
  await actions.triggers.bindings.updateMany("post-login", { bindings: [binding] });
  return {
    result: `"${FOREIGN_ACTION}" runs at every login; the tenant is recorded as it is now`,
    asItWas: await takeSnapshot(simulator.management),
  };
}

export async function addUser(simulator: Simulator): Promise<Told & { user: User }> {
  const email = "ada@example.com";
  return { result: email, user: await User.create(simulator, email) };
}
