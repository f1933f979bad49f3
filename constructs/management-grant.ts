import type { Construct } from "constructs";
import { TerraformResource, TerraformStack, type TerraformCondition, type TerraformProvider } from "cdktf";
import { GrantReplacement } from "./grant-replacement";
import { ClientGrant } from "./providers/auth0/client-grant";
import { expression } from "./terraform/expression";
import { aliasOf } from "./terraform/provider-alias";
import { RemovedFromState } from "./terraform/removed-from-state";
import { resolved } from "./terraform/resolved";

export interface ManagementGrantProps {
  readonly clientId: string;
  /** The identifier of the tenant's Management API. */
  readonly audience: string;
  readonly scopes: string[];
  /** @default - the stack's own */
  readonly provider?: TerraformProvider;
}

export interface ManagementGrant {
  readonly grant: ClientGrant;
  /** Is there once the grant is, and is not going to be deleted. */
  readonly kept: TerraformResource;
}

/**
 * Grants the scopes to an application. The grant has no conditions of its own: where an old grant that Terraform could not delete
 * is gone from the tenant, Terraform would check them for both grants, and crash (hashicorp/terraform#38586).
 */
export function grantScopes(scope: Construct, props: ManagementGrantProps): ManagementGrant {
  const replacement = new GrantReplacement(scope, props);
  const grant = new ClientGrant(scope, "Grant", {
    ...props,
    dependsOn: replacement.facts,
    lifecycle: { createBeforeDestroy: true },
  });
  const kept = replacement.refuse(grant);
  scope.node.addValidation({ validate: () => rivalsOf(grant) });
  return { grant, kept };
}

/**
 * The condition that the grant holds the scopes. An application has one client grant for an API, and if one already exists, the
 * provider takes it over unchanged instead of creating one.
 */
export function holdsScopes(grant: ClientGrant, scopes: string[]): TerraformCondition {
  return {
    condition: expression`length(setsubtract(${scopes}, coalesce(${grant.scopes}, []))) == 0`,
    errorMessage: LACKS_SCOPES,
  };
}

/** Leaves the grant to somebody else, even one that this construct made earlier. */
export function leaveGrant(scope: Construct): void {
  new RemovedFromState(scope, "Grant", ClientGrant.tfResourceType);
}

const LACKS_SCOPES =
  "The application's client grant for the Management API lacks scopes that the policy needs. If the application already had a " +
  "grant, Terraform has taken it over, but not changed it yet: apply again, and see in the plan which scopes it removes. If the " +
  "grant is somebody else's, have them grant the scopes, and pass grant: false to ManagementCredentials.existing(). If this " +
  "error comes back, the tenant leaves the scopes out: its Auth0 plan may not include them.";

/** A grant must have one owner: two would undo each other's changes, and either would delete what the other needs. */
function rivalsOf(grant: ClientGrant): string[] {
  const identityOf = ({ clientIdInput, audienceInput, provider }: ClientGrant): string =>
    [resolved(grant, clientIdInput), apiOf(resolved(grant, audienceInput)), aliasOf(provider)].join();
  return TerraformStack.of(grant)
    .node.findAll()
    .filter((construct): construct is ClientGrant => TerraformResource.isTerraformResource(construct))
    .filter((resource) => resource.terraformResourceType === ClientGrant.tfResourceType && resource !== grant)
    .filter((other) => identityOf(other) === identityOf(grant))
    .map(
      ({ node }) =>
        `the application's client grant must have one owner, got: "${node.path}" too; pass grant: false to ManagementCredentials.existing(), and grant the scopes there`,
    );
}

/** Treats all names of the Management API as one. */
function apiOf(audience: string): string {
  return /\/api\/v2\/"$|management_api_identifier/.test(audience) ? "Management API" : audience;
}
