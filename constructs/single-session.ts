import { Construct } from "constructs";
import { Annotations, TerraformResource, TerraformStack } from "cdktf";
import { isGiven } from "../contract/fields";
import { actionCode } from "./action-code";
import { ManagementApplication } from "./management-application";
import { ManagementCredentials } from "./management-credentials";
import { PostLoginAction } from "./post-login-action";
import { Action } from "./providers/auth0/action";
import type { Client } from "./providers/auth0/client";
import type { ClientCredentials } from "./providers/auth0/client-credentials";
import type { ClientGrant } from "./providers/auth0/client-grant";
import { DataAuth0Tenant } from "./providers/auth0/data-auth0-tenant";
import type { TriggerAction } from "./providers/auth0/trigger-action";
import type { TriggerActions } from "./providers/auth0/trigger-actions";
import { REQUIRED_TERRAFORM } from "../contract/pins";
import type { SessionPolicyProps } from "../contract/policy";
import { policyStatement } from "./policy-statement";
import { SessionPolicy } from "./session-policy";
import type { SingleSessionProps } from "./single-session-props";
import { audienceConditions, audienceOr, domainConditions, domainOr } from "./tenant-domain";
import { fixAddresses } from "./terraform/fixed-addresses";
import { writeJsonBesideHcl } from "./terraform/json-beside-hcl";
import { keepMetaArguments } from "./terraform/kept-meta-arguments";
import { refuseOtherLibrary } from "./terraform/library";
import { aliasOf } from "./terraform/provider-alias";
import { requireTerraform } from "./terraform/required-version";
import { TriggerBinding } from "./trigger-binding";
import { validateProps } from "./validate-props";

/**
 * Limits how many sessions each user of an Auth0 tenant may hold. At every login, a post-login Action ends the sessions over
 * the limit through the Management API, as a machine-to-machine application of its own.
 *
 * The application and the Action are named after the construct's id. Auth0 offers the session endpoints of the Management
 * API on Enterprise plans only. The stack needs Terraform or OpenTofu 1.11 or later.
 *
 * @throws Error that names every value that is not allowed, and says what is; or if the stack belongs to the other library, cdktf
 * or cdktn
 *
 * @example
 * new SingleSessionConstruct(stack, "SingleSession");
 */
export class SingleSessionConstruct extends Construct {
  /** The post-login Action. */
  readonly action: Action;

  private readonly policyProps: SessionPolicyProps;
  private readonly management: ManagementApplication;
  private readonly postLogin: PostLoginAction;

  // This has no doc comment, so that an editor shows the one of the class.
  constructor(scope: Construct, id: string, props: SingleSessionProps = {}) {
    refuseOtherLibrary(scope);
    validateProps(scope, id, props);
    super(scope, id);
    requireTerraform(this, REQUIRED_TERRAFORM);
    this.node.addValidation({ validate: () => namesakesOf(this.action) });

    const { domain, audience: audienceProp, policy: policyProps, binding, provider, ...rest } = withoutNulls(props);
    this.policyProps = policyProps ?? {};
    const { credentials = ManagementCredentials.generatedSecret() } = rest;
    const policy = new SessionPolicy(policyProps);
    for (const index of policy.rulesThatNameUsers) {
      Annotations.of(this).addWarning(
        `policy.rules[${index}].when.users puts user ids, which may be personal data, into the Action's code; name a role instead, or give each user a limit in app_metadata with policy.userLimit`,
      );
    }
    const tenant = new DataAuth0Tenant(this, "Tenant", { provider });
    const audience = audienceOr(tenant, audienceProp);

    this.management = new ManagementApplication(this, "Application", {
      name: id,
      audience,
      scopes: policy.scopes,
      credentials,
      provider,
    });

    this.postLogin = new PostLoginAction(this, "Action", {
      name: id,
      code: actionCode({ policy: policy.json, audience }),
      secrets: {
        settings: { domain: domainOr(tenant, domain), clientId: this.management.clientId },
        secrets: this.management.secrets,
        version: this.management.secretsVersion,
      },
      conditions: [
        ...domainConditions(this, domain),
        ...audienceConditions(this, audienceProp),
        ...this.management.conditions,
        ...policy.conditions(this),
      ],
      dependsOn: this.management.prerequisites,
      binding: binding ?? TriggerBinding.append(),
      provider,
    });
    this.action = this.postLogin.action;
    fixAddresses(this);
    keepMetaArguments(this);
    writeJsonBesideHcl(this, { terraform: { required_version: REQUIRED_TERRAFORM } });
  }

  /**
   * What the policy means, in Markdown for an auditor, to be the value of a `TerraformOutput`. It is the same text that the
   * command `auth0-single-session statement` prints. Terraform fills in strings that only it knows, such as client ids.
   *
   * @throws Error if a number, a choice or a list in the policy is a token, because its meaning is not known at synth
   */
  get policyStatement(): string {
    return policyStatement(this.policyProps);
  }

  /**
   * The machine-to-machine application that the Action calls the Management API with.
   *
   * @throws Error if the credentials are those of an existing application
   */
  get application(): Client {
    return provisioned(this.management.application, "application", EXISTING);
  }

  /**
   * The credentials that the machine-to-machine application authenticates with.
   *
   * @throws Error if the credentials are those of an existing application
   */
  get clientCredentials(): ClientCredentials {
    return provisioned(this.management.clientCredentials, "clientCredentials", EXISTING);
  }

  /**
   * The client grant: the scopes that the machine-to-machine application has for the Management API.
   *
   * @throws Error if the credentials leave the grant to somebody else
   */
  get clientGrant(): ClientGrant {
    return provisioned(
      this.management.clientGrant,
      "clientGrant",
      "credentials leave it to you; use the grant that you made",
    );
  }

  /**
   * The resource that binds the Action to the post-login trigger.
   *
   * @throws Error if the binding is left to somebody else
   */
  get binding(): TriggerAction | TriggerActions {
    return provisioned(
      this.postLogin.binding,
      "binding",
      "binding is TriggerBinding.none(); bind construct.action yourself",
    );
  }
}

const EXISTING = "credentials are ManagementCredentials.existing(); use the application that you provided";

function provisioned<T>(part: T | undefined, name: string, reason: string): T {
  if (part === undefined) throw new Error(`${name} is not a part of this construct, because its ${reason}`);
  return part;
}

/** Null counts as not given. */
function withoutNulls(props: SingleSessionProps | null): SingleSessionProps {
  return Object.fromEntries(Object.entries(props ?? {}).filter(([, value]) => isGiven(value)));
}

/** Auth0 refuses two Actions with the same name in one tenant. */
function namesakesOf(action: Action): string[] {
  return TerraformStack.of(action)
    .node.findAll()
    .filter((construct): construct is Action => TerraformResource.isTerraformResource(construct))
    .filter((resource) => resource.terraformResourceType === Action.tfResourceType && resource !== action)
    .filter(
      ({ provider, nameInput }) => aliasOf(provider) === aliasOf(action.provider) && nameInput === action.nameInput,
    )
    .map(
      ({ nameInput, node }) =>
        `the Action's name must be its own in the tenant, got: "${nameInput}", which "${node.path}" has too; give one of them another id`,
    );
}
