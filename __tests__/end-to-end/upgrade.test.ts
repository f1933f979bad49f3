import { copyFileSync } from "node:fs";
import path from "node:path";
import * as constructs from "../../constructs";
import { Action } from "../../constructs/providers/auth0/action";
import { effectsOf } from "./changes";
import { bringApplication, newKeyPair, newSecret } from "./credentials";
import { Deployment, PREPARATION_TIME } from "./deployment";
import { STACKS } from "./releases/stacks";
import { UPGRADES } from "./releases/upgrades";
import { expectEnforced, signInThroughout } from "./sign-ins";

/** What each release synthesized for each of the stacks; README.md there says how. */
const RELEASES = path.join(__dirname, "releases");

const cases = Object.entries(UPGRADES).flatMap(([release, stacks]) =>
  Object.entries(stacks).map(([stack, effects]) => ({ release, stack, effects })),
);

let deployment: Deployment;
beforeEach(async () => {
  deployment = await Deployment.start();
}, PREPARATION_TIME);
afterEach(() => deployment.stop());

/** Values for all the variables that the stacks have. */
async function variables(): Promise<Record<string, string>> {
  const { publicKey: public_key, privateKey: private_key } = newKeyPair();
  const { id: client_id, secret: client_secret } = await bringApplication(deployment);
  return {
    domain: deployment.simulator.domain,
    secret: newSecret(),
    public_key,
    private_key,
    client_id,
    client_secret,
  };
}

/** What the tenant was asked to change, but for users and their sessions; an id reads "…". */
function changesSince(start: number): string[] {
  const requests = deployment.simulator.requests().slice(start);
  return requests
    .filter(({ method, path }) => method !== "GET" && /^\/api\/v2\/(?!users|sessions)/.test(path))
    .map(({ method, path }) => `${method} ${path.replace(/[\da-f]{8}-[-\da-f]+/, "…")}`);
}

test.each(cases)(
  "$release, $stack: upgrades in place, and every login before, during and after it is limited",
  async ({ release, stack, effects }) => {
    deployment.setVariables(await variables());
    copyFileSync(path.join(RELEASES, release, `${stack}.tf.json`), path.join(deployment.folder, "cdk.tf.json"));
    await deployment.terraform.init();
    await deployment.terraform.apply();

    const start = deployment.simulator.requests().length;
    let planned: Record<string, string> = {};
    let applied = "";
    const signIns = await signInThroughout(deployment, async () => {
      await deployment.configure((app) => STACKS[stack]!({ constructs, Action }, app));
      planned = await deployment.changes("plan");
      applied = await deployment.terraform.apply();
    });

    expect(effectsOf(planned)).toEqual(effects);
    expect(applied).toContain("Resources: 2 added, 1 changed, 0 destroyed");
    expectEnforced(signIns);
    // Never was the trigger without the Action, or the application without its grant and credentials.
    expect(changesSince(start)).toEqual(["PATCH /api/v2/actions/actions/…", "POST /api/v2/actions/actions/…/deploy"]);
    expect((await deployment.terraform.plan()).changes).toBe(false);
  },
  PREPARATION_TIME,
);
