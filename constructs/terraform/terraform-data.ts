import type { Construct } from "constructs";
import { TerraformResource, type TerraformCondition } from "cdktf";
import { holding } from "./condition";

/**
 * A value in Terraform's state whose change can replace other resources. cdktf's own class for it runs `terraform version` at
 * synth, so that synth would need Terraform.
 */
export class TerraformData extends TerraformResource {
  /** @param conditions the conditions that must hold before anything that depends on this value is planned */
  constructor(scope: Construct, id: string, input: object, conditions: TerraformCondition[] = []) {
    super(scope, id, { terraformResourceType: "terraform_data", lifecycle: holding(conditions) });
    this.addOverride("input", input);
  }
}
