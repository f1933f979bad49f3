import type { Construct } from "constructs";
import type { ITerraformDependable, TerraformProvider, TerraformResource } from "cdktf";
import type { ClientGrant } from "./providers/auth0/client-grant";
import { DataAuth0ClientGrants } from "./providers/auth0/data-auth0-client-grants";
import { expression, source } from "./terraform/expression";
import { RememberedData } from "./terraform/remembered-data";

export interface GrantReplacementProps {
  readonly clientId: string;
  readonly audience: string;
  /** @default - the stack's own */
  readonly provider?: TerraformProvider;
}

/**
 * Keeps Terraform from deleting the client grant that the Action needs. An application has one grant for an API. Where the grant
 * alone is replaced, the provider takes the one that is there for the new one, and Terraform would then delete it as the old one.
 * docs/decisions/replaced-grant.md says what else was tried.
 */
export class GrantReplacement {
  private readonly grants: DataAuth0ClientGrants;
  /** The time of the plan that first had the application. */
  private readonly known: RememberedData;

  constructor(
    private readonly scope: Construct,
    props: GrantReplacementProps,
  ) {
    this.grants = new DataAuth0ClientGrants(scope, "Grants", props);
    this.known = new RememberedData(scope, "Known", { input: source("plantimestamp()"), trigger: props.clientId });
  }

  /** What must be known before the grant is made: which grants there are, and since when Terraform knows the application. */
  get facts(): ITerraformDependable[] {
    return [this.grants, this.known];
  }

  /**
   * Has each apply fail, before the old grant is deleted, if the one that was made is the old one.
   *
   * @returns what the Action must depend on, so that an apply with `-target` of the Action fails as well
   */
  refuse(grant: ClientGrant): TerraformResource {
    const { grants, known, scope } = this;
    const wasKnown = expression`${known.output} != plantimestamp()`;
    const wasThere = expression`contains([for grant in ${grants.clientGrants} : grant.id], ${grant.id})`;
    return new RememberedData(scope, "Granted", {
      trigger: grant.id,
      input: { old: expression`${wasKnown} && ${wasThere}` },
      postcondition: [
        {
          condition: source("!self.output.old"),
          errorMessage:
            "The application's client grant for the Management API was to be replaced by itself, or an apply failed around the time " +
            "it was made. An application has one such grant, so Terraform might now delete the one that the Action needs. The grant " +
            "was not deleted. Have Terraform forget it, and apply again, which keeps it as it is: " +
            `terraform state rm ${[grant, known].map(addressOf).join(" ")}`,
        },
      ],
    });
  }
}

function addressOf({ terraformResourceType, friendlyUniqueId }: TerraformResource): string {
  return `${terraformResourceType}.${friendlyUniqueId}`;
}
