import type { Construct } from "constructs";
import { TerraformResource, type TerraformResourceLifecycle } from "cdktf";

/** A value in Terraform's state. cdktf's own class for it runs `terraform version` at synth, so that synth would need Terraform. */
export class TerraformData extends TerraformResource {
  constructor(scope: Construct, id: string, input: unknown, lifecycle?: TerraformResourceLifecycle) {
    super(scope, id, { terraformResourceType: "terraform_data", lifecycle });
    this.addOverride("input", input);
  }
}
