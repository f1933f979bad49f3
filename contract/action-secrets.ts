/** What the Action finds in `event.secrets`. Secrets are all that Auth0 configures an Action with, so not every value is secret. */
export interface ActionSecrets {
  /** The tenant's canonical or custom domain, without a scheme or a path. */
  readonly domain: string;
  readonly clientId: string;
  /** Either this or the private key is given. */
  readonly clientSecret?: string;
  /** In PEM, as PKCS #8. */
  readonly privateKey?: string;
}
