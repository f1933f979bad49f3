import type { TerraformStack } from "cdktf";
import { SingleSessionConstruct } from "../../../constructs";
import { synthesize } from "../stack";

describe("the version of Terraform that the stack's author requires", () => {
  const OWN = "~> 1.12, != 1.12.3";
  const required = (build: (stack: TerraformStack) => void) => synthesize(build).terraform.required_version;
  const require = (stack: TerraformStack) => stack.addOverride("terraform.required_version", OWN);
  const add = (stack: TerraformStack) => new SingleSessionConstruct(stack, "SingleSession");

  test.each<[string, ((stack: TerraformStack) => unknown)[]]>([
    ["first", [require, add]],
    ["last", [add, require]],
    ["between two constructs", [add, require, (stack) => new SingleSessionConstruct(stack, "Other")]],
  ])("is kept if it is written %s", (_, steps) => {
    expect(required((stack) => steps.forEach((step) => step(stack)))).toBe(`${OWN}, >= 1.11`);
  });
});
