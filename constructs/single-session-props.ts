import type { TerraformProvider } from "cdktf";
import type { SessionPolicyProps } from "../contract/policy";
import type { ManagementCredentials } from "./management-credentials";
import type { TriggerBinding } from "./trigger-binding";

export interface SingleSessionProps {
  /**
   * The tenant's canonical or custom domain, such as "acme.eu.auth0.com", through which the Action calls the Management
   * API: no scheme, no path.
   *
   * @default - the domain that the Auth0 provider is configured with
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

  /**
   * The Auth0 provider that all parts belong to, for a stack with several.
   *
   * @default - the stack's default provider, which has no alias
   */
  readonly provider?: TerraformProvider;
}
