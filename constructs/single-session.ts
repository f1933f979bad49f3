import { Construct } from "constructs";
import { TerraformStack } from "cdktf";
import { actionCode } from "./action-code";
import { ManagementApplication } from "./management-application";
import { ManagementCredentials } from "./management-credentials";
import { PostLoginAction } from "./post-login-action";
import type { Action } from "./providers/auth0/action";
import type { Client } from "./providers/auth0/client";
import type { ClientCredentials } from "./providers/auth0/client-credentials";
import type { ClientGrant } from "./providers/auth0/client-grant";
import { DataAuth0Tenant } from "./providers/auth0/data-auth0-tenant";
import type { TriggerAction } from "./providers/auth0/trigger-action";
import type { TriggerActions } from "./providers/auth0/trigger-actions";
import { REQUIRED_TERRAFORM } from "../contract/pins";
import { SessionPolicy } from "./session-policy";
import type { SessionPolicyProps } from "../contract/policy";
import { domainOf, validateDomain } from "./tenant-domain";
import { TriggerBinding } from "./trigger-binding";
import { validateSessionPolicy } from "./validate-session-policy";

export interface SingleSessionProps {
  /**
   * The tenant's canonical or custom domain, such as "acme.eu.auth0.com", through which the Action calls the Management
   * API: no scheme, no path.
   *
   * @default - the domain that the stack's Auth0 provider is configured with
   */
  readonly domain?: string;

  /**
   * How many sessions a user may hold.
   *
   * @default - one session, whose refresh tokens outlive it
   */
  readonly policy?: SessionPolicyProps;

  /**
   * How the Action authenticates at the Management API.
   *
   * @default ManagementCredentials.generatedSecret()
   */
  readonly credentials?: ManagementCredentials;

  /**
   * How the Action is bound to the post-login trigger.
   *
   * @default TriggerBinding.append()
   */
  readonly binding?: TriggerBinding;
}

/**
 * Limits how many sessions each user of an Auth0 tenant may hold. At every login, a post-login Action ends the sessions
 * that are too many, through the Management API, and with a machine-to-machine application of its own.
 *
 * The application and the Action carry the construct's id as their name. Auth0 offers the session endpoints of the
 * Management API on Enterprise plans only. The stack needs Terraform or OpenTofu 1.11.
 *
 * @example
 * new SingleSessionConstruct(stack, "SingleSession");
 */
export class SingleSessionConstruct extends Construct {
  /** The post-login Action. */
  readonly action: Action;

  private readonly management: ManagementApplication;
  private readonly postLogin: PostLoginAction;

  /** @throws Error naming every value that is not allowed, and what is */
  constructor(scope: Construct, id: string, props: SingleSessionProps = {}) {
    super(scope, id);
    validateProps(props);
    TerraformStack.of(this).addOverride("terraform.required_version", REQUIRED_TERRAFORM);

    const policy = new SessionPolicy(props.policy);
    const credentials = props.credentials ?? ManagementCredentials.generatedSecret();
    const binding = props.binding ?? TriggerBinding.append();
    const tenant = new DataAuth0Tenant(this, "Tenant");
    const audience = tenant.managementApiIdentifier;

    this.management = new ManagementApplication(this, "Application", {
      name: id,
      audience,
      scopes: policy.scopes,
      credentials,
    });

    this.postLogin = new PostLoginAction(this, "Action", {
      name: id,
      code: actionCode({ policy: policy.json, audience }),
      secrets: {
        settings: { domain: props.domain ?? domainOf(tenant), clientId: this.management.clientId },
        secrets: this.management.secrets,
        version: this.management.secretsVersion,
      },
      dependsOn: this.management.parts,
      binding,
    });
    this.action = this.postLogin.action;
  }

  /**
   * The machine-to-machine application.
   *
   * @throws Error if the credentials are those of an existing one
   */
  get application(): Client {
    return provisioned(this.management.application, "application", EXISTING);
  }

  /**
   * How the application authenticates.
   *
   * @throws Error if the credentials are those of an existing one
   */
  get clientCredentials(): ClientCredentials {
    return provisioned(this.management.clientCredentials, "clientCredentials", EXISTING);
  }

  /**
   * What the application may do.
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
   * The Action's place in the post-login trigger.
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

const EXISTING = "credentials are ManagementCredentials.existing(); use the application that you brought";

function provisioned<T>(part: T | undefined, name: string, reason: string): T {
  if (part === undefined) throw new Error(`${name} is not a part of this construct, because its ${reason}`);
  return part;
}

function validateProps({ domain, policy = {} }: SingleSessionProps): void {
  const problems = [...(domain === undefined ? [] : validateDomain(domain)), ...validateSessionPolicy(policy)];
  if (problems.length > 0) throw new Error(problems.join("\n"));
}
