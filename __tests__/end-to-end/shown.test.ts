/** What pages show of a plan and of a login, against the real ones. Other tests name the page that they hold. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { SingleSessionConstruct } from "../../constructs";
import { Deployment, PREPARATION_TIME } from "./deployment";

jest.setTimeout(120_000);

let deployment: Deployment;
beforeAll(async () => {
  deployment = await Deployment.start();
  await deployment.apply((stack) => void new SingleSessionConstruct(stack, "SingleSession"));
}, PREPARATION_TIME);
afterAll(() => deployment.stop());

/** The first block of that language on a page, after the heading. */
function shown(page: string, heading: string, language: string): string {
  const text = readFileSync(path.join(__dirname, "../..", page), "utf8").split(`\n## ${heading}\n`)[1]!;
  return new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, "m").exec(text)![1]!;
}

test("docs/policy.md shows what the Action reports of a login that ends a session", async () => {
  const user = await deployment.addUser();
  // The first that ends one asks for an access token, which costs a call more.
  for (let n = 0; n < 2; n++) await deployment.simulator.browser.signIn({ user });
  await deployment.simulator.settled();
  const { executions } = await deployment.simulator.browser.signIn({ user });
  const report = JSON.parse(executions[0]!.logs[0]!) as object;
  const example = JSON.parse(shown("docs/policy.md", "What the Action reports", "json")) as object;
  expect(Object.entries(report)).toEqual(
    Object.entries({
      ...example,
      ms: expect.any(Number) as number,
      revoked: [expect.stringMatching(/^[0-9a-f]{12}$/)],
    }),
  );
});

test("docs/construct.md shows what Terraform plans for another limit", async () => {
  await deployment.configure(
    (stack) => void new SingleSessionConstruct(stack, "SingleSession", { policy: { maxSessions: 2 } }),
  );
  const { stdout } = await deployment.command("plan", "-no-color", "-input=false");
  expect(aligned(stdout)).toContain(shown("docs/construct.md", "What a plan looks like", ""));
});

/** How wide Terraform makes the names depends on the longest attribute that it leaves out. */
function aligned(plan: string): string {
  return plan.replaceAll(/^( *~ \w+) += /gm, "$1 = ");
}
