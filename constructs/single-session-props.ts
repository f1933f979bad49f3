import type { TerraformProvider } from "cdktf";
import type { SessionPolicyProps } from "../contract/policy";
import type { ManagementCredentials } from "./management-credentials";
import type { TriggerBinding } from "./trigger-binding";

/** What a `SingleSessionConstruct` may be given. Each has a default. */
export interface SingleSessionProps {
  /**
   * The tenant's canonical or custom domain, such as "acme.eu.auth0.com", through which the Action calls the Management
   * API: no scheme, no path.
   *
   * @default - the domain that the Auth0 provider is configured with
   */
  readonly domain?: string;

  /**
   * The Management API's identifier, such as "https://acme.eu.auth0.com/api/v2/", with the tenant's canonical domain. Needed if
   * the Auth0 provider is configured with a custom domain; there, it is what `AUTH0_AUDIENCE` is set to.
   *
   * @default - that of the domain that the Auth0 provider is configured with
   */
  readonly audience?: string;

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
