import type { Construct } from "constructs";
import { TerraformResource, TerraformStack, type TerraformCondition, type TerraformProvider } from "cdktf";
import { ClientGrant } from "./providers/auth0/client-grant";
import { holding } from "./terraform/condition";
import { expression } from "./terraform/expression";
import { RemovedFromState } from "./terraform/removed-from-state";
import { resolved } from "./terraform/resolved";

export interface ManagementGrantProps {
  readonly clientId: string;
  /** The identifier of the tenant's Management API. */
  readonly audience: string;
  readonly scopes: string[];
  /** What must hold before the grant is made. */
  readonly conditions: TerraformCondition[];
  /** @default - the stack's own */
  readonly provider?: TerraformProvider;
}

/**
 * Grants an application the scopes. An application has one client grant for an API; the provider takes one that is there
 * already for the new one, as it is. So what Terraform holds the grant to is what it may do, not that it was made.
 */
export function grantScopes(scope: Construct, { conditions, ...props }: ManagementGrantProps): ClientGrant {
  const grant = new ClientGrant(scope, "Grant", {
    ...props,
    lifecycle: {
      ...holding(conditions),
      createBeforeDestroy: true,
      postcondition: [
        {
          condition: expression`length(setsubtract(${props.scopes}, coalesce(self.scopes, []))) == 0`,
          errorMessage: TAKEN_OVER,
        },
      ],
    },
  });
  scope.node.addValidation({ validate: () => rivalsOf(grant) });
  return grant;
}

/** Leaves the grant to somebody else, also one that was made here. */
export function leaveGrant(scope: Construct): void {
  new RemovedFromState(scope, "Grant", ClientGrant.tfResourceType);
}

const TAKEN_OVER =
  "The application has a client grant for the Management API already, with other scopes. Terraform has taken it over, " +
  "and not changed it yet: apply again, and read in the plan which scopes it takes away. If the grant is somebody else's, " +
  "have them grant the scopes, and give ManagementCredentials.existing() a grant of false.";

/** One grant has one owner: of two, each would take back what the other does, and delete what the other needs. */
function rivalsOf(grant: ClientGrant): string[] {
  const identityOf = ({ clientIdInput, audienceInput, provider }: ClientGrant): string =>
    [resolved(grant, clientIdInput), apiOf(resolved(grant, audienceInput)), provider?.node.path].join();
  return TerraformStack.of(grant)
    .node.findAll()
    .filter((construct): construct is ClientGrant => TerraformResource.isTerraformResource(construct))
    .filter((resource) => resource.terraformResourceType === ClientGrant.tfResourceType && resource !== grant)
    .filter((other) => identityOf(other) === identityOf(grant))
    .map(
      ({ node }) =>
        `the application's client grant must have one owner, got: "${node.path}" too; give ManagementCredentials.existing() a grant of false, and grant the scopes there`,
    );
}

/** However the Management API is named. */
function apiOf(audience: string): string {
  return /\/api\/v2\/"$|management_api_identifier/.test(audience) ? "Management API" : audience;
}
