import { TerraformOutput, type TerraformStack } from "cdktf";
import { SingleSessionConstruct } from "../../constructs";
import { Client } from "../../constructs/providers/auth0/client";
import { runCommand } from "./command";
import { Deployment, PREPARATION_TIME } from "./deployment";

jest.setTimeout(120_000);

let deployment: Deployment;
beforeAll(async () => (deployment = await Deployment.start()), PREPARATION_TIME);
afterAll(() => deployment.stop());

function build(stack: TerraformStack): void {
  const backOffice = new Client(stack, "BackOffice", { name: "Back office", appType: "regular_web" });
  const construct = new SingleSessionConstruct(stack, "SingleSession", {
    policy: {
      whenExceeded: "deny-login",
      denialMessage: "One ${session}, %{please}",
      rules: [{ when: { clients: [backOffice.clientId] }, maxSessions: "unlimited" }],
    },
  });
  new TerraformOutput(stack, "statement", { value: construct.policyStatement, staticId: true });
}

test("the output is what the command says of the deployed policy, to the letter", async () => {
  await deployment.apply(build);
  const { stdout: output } = await deployment.command("output", "-raw", "statement");
  const { stdout: printed } = await runCommand(deployment.simulator, ["statement"]);
  expect(output).toBe(printed.replace(/\n$/, ""));
  expect(output).toMatch(/^- For logins to the applications \w{32}, there is no limit\.$/m);
  expect(output).toContain('is told: "One ${session}, %{please}".');
});
