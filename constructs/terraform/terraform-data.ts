import type { Construct } from "constructs";
import { TerraformResource, type TerraformCondition } from "cdktf";
import { holding } from "./condition";

/**
 * A value in Terraform's state that other resources can be replaced by. cdktf's own class for it runs `terraform version` at
 * synth, which then needs Terraform.
 */
export class TerraformData extends TerraformResource {
  /** @param conditions what must hold before anything that depends on it is planned */
  constructor(scope: Construct, id: string, input: object, conditions: TerraformCondition[] = []) {
    super(scope, id, { terraformResourceType: "terraform_data", lifecycle: holding(conditions) });
    this.addOverride("input", input);
  }
}
