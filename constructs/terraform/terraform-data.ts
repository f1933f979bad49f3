import type { Construct } from "constructs";
import { TerraformResource } from "cdktf";

/**
 * A value in Terraform's state that other resources can be replaced by. cdktf's own class for it runs `terraform version` at
 * synth, which then needs Terraform.
 */
export class TerraformData extends TerraformResource {
  constructor(scope: Construct, id: string, input: object) {
    super(scope, id, { terraformResourceType: "terraform_data" });
    this.addOverride("input", input);
  }
}
