/** What the Action finds in `event.secrets`. Auth0 configures an Action with secrets only, so that not each is one. */
export interface ActionSecrets {
  /** The tenant's canonical or custom domain: no scheme, no path. */
  readonly domain: string;
  readonly clientId: string;
  /** One of the two. */
  readonly clientSecret?: string;
  /** PEM in PKCS #8. */
  readonly privateKey?: string;
}
