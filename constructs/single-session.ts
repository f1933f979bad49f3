import { Construct } from "constructs";
import { actionCode } from "./action-code";
import { ManagementApplication } from "./management-application";
import { PostLoginAction } from "./post-login-action";
import type { Action } from "./providers/auth0/action";
import type { Client } from "./providers/auth0/client";
import type { ClientCredentials } from "./providers/auth0/client-credentials";
import type { ClientGrant } from "./providers/auth0/client-grant";
import { DataAuth0Tenant } from "./providers/auth0/data-auth0-tenant";
import type { TriggerAction } from "./providers/auth0/trigger-action";
import { SessionPolicy } from "./session-policy";
import type { SessionPolicyProps } from "./session-policy-props";
import { domainOf, validateDomain } from "./tenant-domain";
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
}

/**
 * Limits how many sessions each user of an Auth0 tenant may hold. At every login, a post-login Action ends the sessions
 * that are too many, through the Management API, and with a machine-to-machine application of its own.
 *
 * The application and the Action carry the construct's id as their name. Auth0 offers the session endpoints of the
 * Management API on Enterprise plans only.
 *
 * @example
 * new SingleSessionConstruct(stack, "SingleSession");
 */
export class SingleSessionConstruct extends Construct {
  /** The machine-to-machine application. */
  readonly application: Client;
  /** How the application authenticates. */
  readonly clientCredentials: ClientCredentials;
  /** What the application may do. */
  readonly clientGrant: ClientGrant;
  /** The post-login Action. */
  readonly action: Action;
  /** The Action's place in the post-login trigger: the last, when it is bound. */
  readonly binding: TriggerAction;

  /** @throws Error naming every value that is not allowed, and what is */
  constructor(scope: Construct, id: string, props: SingleSessionProps = {}) {
    super(scope, id);
    validateProps(props);

    const policy = new SessionPolicy(props.policy);
    const tenant = new DataAuth0Tenant(this, "Tenant");
    const audience = tenant.managementApiIdentifier;

    const management = new ManagementApplication(this, "Application", { name: id, audience, scopes: policy.scopes });
    this.application = management.application;
    this.clientCredentials = management.clientCredentials;
    this.clientGrant = management.clientGrant;

    const postLogin = new PostLoginAction(this, "Action", {
      name: id,
      code: actionCode({ policy: policy.json, audience }),
      secrets: {
        domain: props.domain ?? domainOf(tenant),
        clientId: this.application.clientId,
        clientSecret: this.clientCredentials.clientSecret,
      },
      dependsOn: [this.clientGrant, this.clientCredentials],
    });
    this.action = postLogin.action;
    this.binding = postLogin.binding;
  }
}

function validateProps({ domain, policy = {} }: SingleSessionProps): void {
  const problems = [...(domain === undefined ? [] : validateDomain(domain)), ...validateSessionPolicy(policy)];
  if (problems.length > 0) throw new Error(problems.join("\n"));
}
