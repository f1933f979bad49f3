import type { Construct } from "constructs";
import type { TerraformCondition } from "cdktf";
import { TerraformData } from "./terraform-data";

export interface RememberedDataProps {
  readonly input: unknown;
  /** When this changes, the input is remembered anew. */
  readonly trigger: string;
  /**
   * What must hold of the remembered value, which they call `self.output`. Until it does, Terraform does not destroy what this
   * depends on and has replaced.
   */
  readonly postcondition?: TerraformCondition[];
}

/** A value as it was when it came into Terraform's state, however much the input changes from then on. */
export class RememberedData extends TerraformData {
  constructor(scope: Construct, id: string, { input, trigger, postcondition }: RememberedDataProps) {
    super(scope, id, input, { ignoreChanges: ["input"], postcondition });
    this.addOverride("triggers_replace", trigger);
  }

  /** The remembered value. */
  get output(): string {
    return this.getStringAttribute("output");
  }
}
