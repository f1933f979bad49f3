import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Terraform } from "../../terraform/terraform";
import { prepareTerraform } from "../../terraform/toolchain";

let folder: string;
let terraform: Terraform;

beforeAll(async () => {
  const toolchain = await prepareTerraform({ onProgress: (line) => process.stderr.write(`${line}\n`) });
  folder = await mkdtemp(path.join(tmpdir(), "terraform-"));
  terraform = new Terraform(toolchain, folder, { TF_VAR_greeting: "hello" });
}, 600_000);
afterAll(() => rm(folder, { recursive: true }));

const configure = (configuration: object): Promise<void> =>
  writeFile(path.join(folder, "main.tf.json"), JSON.stringify(configuration));

test("a resource is planned, applied, seen and destroyed", async () => {
  await configure({
    variable: { greeting: { type: "string" } },
    resource: { terraform_data: { greeting: { input: "${var.greeting}" } } },
  });
  await terraform.init();

  const plan = await terraform.plan();
  expect(plan.changes).toBe(true);
  expect(plan.text).toContain("terraform_data.greeting will be created");
  expect(plan.json.resource_changes?.map(({ address, change }) => [address, change.actions])).toEqual([
    ["terraform_data.greeting", ["create"]],
  ]);

  expect(await terraform.apply()).toContain("1 added, 0 changed, 0 destroyed");
  expect((await terraform.plan()).changes).toBe(false);
  expect(await terraform.stateList()).toEqual(["terraform_data.greeting"]);
  expect((await terraform.show()).values?.root_module.resources?.[0]?.values).toMatchObject({ output: "hello" });

  expect(await terraform.destroy()).toContain("1 destroyed");
  expect(await terraform.stateList()).toEqual([]);
}, 60_000);

test("an error carries the command, the folder and Terraform's own words", async () => {
  await configure({ resource: { terraform_data: { greeting: { input: "${var.nobody}" } } } });
  await terraform.init();
  const failure = terraform.plan();
  await expect(failure).rejects.toThrow(`ended with exit code 1 in ${folder}`);
  await expect(failure).rejects.toThrow("Reference to undeclared input variable");
}, 60_000);
