import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { App, TerraformOutput, TerraformStack } from "cdktf";
import { ManagementCredentials, SingleSessionConstruct } from "../../constructs";
import { Auth0Provider } from "../../constructs/providers/auth0/provider";
import { run } from "../../terraform/command";
import { Terraform } from "../../terraform/terraform";
import { prepareTerraform } from "../../terraform/toolchain";
import { startSimulator } from "../../simulator/simulator";
import { PREPARATION_TIME } from "./deployment";

let folder: string;
beforeAll(async () => (folder = await mkdtemp(path.join(tmpdir(), "hcl-"))));
afterAll(() => rm(folder, { recursive: true }));

/** As `cdktf synth --hcl` does. */
function synthesize(secret: string, id = "SingleSession"): string {
  process.env.SYNTH_HCL_OUTPUT = "true";
  const app = new App({ outdir: folder });
  const stack = new TerraformStack(app, "shop");
  new Auth0Provider(stack, "Auth0");
  const credentials = ManagementCredentials.writeOnlySecret({ secret, version: 1 });
  const policy = { denialMessage: 'Sign out of "${other}" \\ first', whenExceeded: "deny-login" as const };
  const { action } = new SingleSessionConstruct(stack, id, { credentials, policy });
  new SingleSessionConstruct(stack, "Other", { policy: { enforcement: "report-only" } });
  new TerraformOutput(stack, "action", { value: action.name });
  app.synth();
  delete process.env.SYNTH_HCL_OUTPUT;
  return path.join(folder, "stacks", "shop");
}

test(
  "what is synthesized as HCL is valid, applies, limits sessions, and reaches Auth0 as it was written",
  async () => {
    const secret = 'a "quote", a \\ and ${this} 01234567890123456789';
    synthesize(secret, "Earlier");
    const stack = synthesize(secret);
    // Nothing is left of a construct that had another id before.
    expect((await readdir(stack)).sort()).toEqual(["cdk.tf", "metadata.json", "single-session.tf.json"]);
    const toolchain = await prepareTerraform({ onProgress: (line) => process.stderr.write(`${line}\n`) });
    const simulator = await startSimulator();
    try {
      const environment = { ...process.env, ...toolchain.environment, ...simulator.environment };
      const terraform = new Terraform(toolchain, stack, simulator.environment);
      await terraform.init();
      const { stdout } = await run(toolchain.engine.binary, ["validate", "-json"], { cwd: stack, env: environment });
      expect(JSON.parse(stdout)).toMatchObject({ valid: true, error_count: 0, warning_count: 0 });
      await terraform.apply();
      expect((await terraform.plan()).changes).toBe(false);
      expect((await terraform.show()).values!.outputs).toMatchObject({ action: { value: "SingleSession" } });
      const { data } = await simulator.management.clients.list();
      expect(data.find(({ name }) => name === "SingleSession")!.client_secret).toBe(secret);

      const connection = "Username-Password-Authentication";
      const user = await simulator.management.users.create({
        connection,
        email: "ann@example.com",
        password: "s3cret",
      });
      const logins = [
        await simulator.browser.signIn({ user: user.user_id! }),
        await simulator.browser.signIn({ user: user.user_id! }),
      ];
      expect(logins[1]).toMatchObject({ outcome: "denied", reason: 'Sign out of "${other}" \\ first' });
      await terraform.destroy();
    } finally {
      await simulator.close();
    }
  },
  PREPARATION_TIME,
);
