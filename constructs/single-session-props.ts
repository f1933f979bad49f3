import type { TerraformProvider } from "cdktf";
import type { SessionPolicyProps } from "../contract/policy";
import type { ManagementCredentials } from "./management-credentials";
import type { TriggerBinding } from "./trigger-binding";

/** The props of a `SingleSessionConstruct`. Each has a default. */
export interface SingleSessionProps {
  /**
   * The tenant's canonical or custom domain, such as "acme.eu.auth0.com", without a scheme or a path. The Action calls the
   * Management API there.
   *
   * @default - the domain that the Auth0 provider is configured with
   */
  readonly domain?: string;

  /**
   * The Management API's identifier, which contains the tenant's canonical domain, such as "https://acme.eu.auth0.com/api/v2/".
   * Needed if the Auth0 provider is configured with a custom domain; it is then the value of `AUTH0_AUDIENCE`.
   *
   * @default - the identifier at the domain that the Auth0 provider is configured with
   */
  readonly audience?: string;

  /**
   * How many sessions a user may hold, and what happens at that limit.
   *
   * @default - one session, whose refresh tokens outlive it
   */
  readonly policy?: SessionPolicyProps;

  /**
   * How the Action authenticates to the Management API.
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
   * The Auth0 provider that all parts of the construct use, for a stack that has several.
   *
   * @default - the stack's default provider, which has no alias
   */
  readonly provider?: TerraformProvider;
}
