import type { TerraformStack } from "cdktf";
import { SingleSessionConstruct, type SingleSessionProps } from "../../constructs";
import { Deployment } from "./deployment";
import { nextSecond } from "./next-second";

export async function startTenant(): Promise<Deployment> {
  const tenant = await Deployment.start({ deletionDelay: Infinity });
  await tenant.bindForeignAction("Somebody else's");
  return tenant;
}

export type Configure = Parameters<Deployment["configure"]>[0];

export const withProps = (props?: SingleSessionProps) => (stack: TerraformStack) => {
  new SingleSessionConstruct(stack, "SingleSession", props);
};

/** Forgets the Action and takes it over anew, upon which Terraform sends all of it, its secrets too, and deploys it. */
export async function readopt(tenant: Deployment, props?: SingleSessionProps): Promise<void> {
  const address = (await tenant.terraform.stateList()).find((resource) => resource.startsWith("auth0_action."));
  if (address !== undefined) await tenant.command("state", "rm", address);
  const { data } = await tenant.simulator.management.actions.list({ actionName: "SingleSession" });
  await tenant.apply((stack) => {
    new SingleSessionConstruct(stack, "SingleSession", props).action.importFrom(data[0]!.id!);
  });
}

/** Applies, and is refused before anything is deleted. @returns the addresses that Terraform is to forget, as the error says */
export async function refused(tenant: Deployment, ...options: string[]): Promise<string[]> {
  await nextSecond();
  const error = await tenant.changes("apply", ...options).then(
    () => "",
    ({ message }: Error) => message,
  );
  expect(error).toContain("was to be replaced by itself");
  return /terraform state rm (\S+) (\w+\.\w+)/.exec(error)!.slice(1);
}

/** Does as the error says. */
export async function makeGood(tenant: Deployment, addresses: string[]): Promise<void> {
  await tenant.command("state", "rm", ...addresses);
  await tenant.terraform.apply();
}
