import { Terraform } from "../terraform/terraform";
import { Cdktf } from "./cdktf";
import {
  buildAction,
  deploy,
  type Deployment,
  deployTwoSessions,
  destroy,
  findTerraform,
  planAgain,
  planTwoSessions,
} from "./deployment";
import { addUser, authenticateSilently, exchangeRefreshToken, failToAuthenticateSilently, signIn } from "./logins";
import type { Interruption } from "./interruption";
import type { Step } from "./step";
import { bindForeignAction, compareTenant, startTenant, type TenantSnapshot } from "./tenant";
import { leaveToSpectators, unhurried, WATCHED_TENANT } from "./watching";

export interface Telling {
  /** Whether somebody watches on a page. */
  isWatched: boolean;
  /** Ends the story, and stops a command that is running. */
  interruption: Interruption;
}

/**
 * Shows this repository's stack from its first deployment to its destruction, and what it does to the logins in between.
 *
 * @param folder an empty folder to work in
 */
export async function tellStory(step: Step, folder: string, { isWatched, interruption }: Telling): Promise<void> {
  const { signal } = interruption;
  const { toolchain } = await step("find Terraform and the Auth0 provider", findTerraform);
  await step("build the Action", buildAction);
  const { simulator } = await step("start a simulated Auth0 tenant", () =>
    startTenant(isWatched ? WATCHED_TENANT : {}),
  );
  try {
    const cdktf = new Cdktf(folder, { ...toolchain.environment, ...simulator.environment }, signal);
    await cdktf.configure();
    const deployment = {
      cdktf,
      simulator,
      terraform: new Terraform(toolchain, cdktf.stackFolder, simulator.environment),
    };
    const asItWas = await tellOfLogins(isWatched ? unhurried(step, signal) : step, deployment);
    if (isWatched) {
      await step("look at the page", (progress) => leaveToSpectators(simulator, interruption, progress));
    }
    await step("cdktf destroy", () => destroy(deployment));
    await step("compare the tenant with what it was", () => compareTenant(simulator, asItWas));
  } finally {
    await simulator.close();
  }
}

async function tellOfLogins(step: Step, deployment: Deployment): Promise<TenantSnapshot> {
  const { simulator } = deployment;
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

  return asItWas;
}
