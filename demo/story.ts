import type { Simulator } from "../simulator/simulator";
import { Terraform } from "../terraform/terraform";
import type { TerraformToolchain } from "../terraform/toolchain";
import { Cdktf } from "./cdktf";
import {
  buildAction,
  deploy,
  deployTwoSessions,
  destroy,
  findTerraform,
  planAgain,
  planTwoSessions,
} from "./deployment";
import { addUser, authenticateSilently, exchangeRefreshToken, failToAuthenticateSilently, signIn } from "./logins";
import type { Step } from "./step";
import { bindForeignAction, compareTenant, startTenant } from "./tenant";

/**
 * This repository's stack from its first deployment to its destruction, and what it does to the logins in between.
 *
 * @param folder an empty one to work in
 * @param signal stops a command that is under way
 */
export async function tellStory(step: Step, folder: string, signal: AbortSignal): Promise<void> {
  const { toolchain } = await step("find Terraform and the Auth0 provider", findTerraform);
  await step("build the Action", buildAction);
  const { simulator } = await step("start a simulated Auth0 tenant", startTenant);
  try {
    const cdktf = new Cdktf(folder, { ...toolchain.environment, ...simulator.environment }, signal);
    await cdktf.configure();
    await tellOfTenant(step, simulator, toolchain, cdktf);
  } finally {
    await simulator.close();
  }
}

async function tellOfTenant(step: Step, simulator: Simulator, toolchain: TerraformToolchain, cdktf: Cdktf) {
  const terraform = new Terraform(toolchain, cdktf.stackFolder, simulator.environment);
  const deployment = { cdktf, terraform, simulator };
  const { asItWas } = await step("bind somebody else's Action", () => bindForeignAction(simulator));
  const { user } = await step("add a user", () => addUser(simulator));

  await step("cdktf deploy", () => deploy(deployment));
  await step("sign in on the phone", () => signIn(user, "phone", { live: ["phone"] }));
  await step("sign in on the laptop", () => signIn(user, "laptop", { live: ["laptop"] }));
  await step("sign in on the tablet", () => signIn(user, "tablet", { live: ["tablet"] }));

  const unchanged = { live: ["tablet"] };
  await step("exchange the tablet's refresh token", () => exchangeRefreshToken(user, "tablet", unchanged));
  await step("authenticate silently on the tablet", () => authenticateSilently(user, "tablet", unchanged));
  await step("authenticate silently on the phone", () => failToAuthenticateSilently(user, "phone", unchanged));

  await step("plan again", () => planAgain(deployment));
  await step("plan with MAX_SESSIONS=2", () => planTwoSessions(deployment));
  await step("MAX_SESSIONS=2 cdktf deploy", () => deployTwoSessions(deployment));
  await step("sign in on the phone again", () => signIn(user, "phone", { live: ["tablet", "phone"] }));
  await step("sign in on the laptop again", () => signIn(user, "laptop", { live: ["phone", "laptop"] }));

  await step("cdktf destroy", () => destroy(deployment));
  await step("compare the tenant with what it was", () => compareTenant(simulator, asItWas));
}
