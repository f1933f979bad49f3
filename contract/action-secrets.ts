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

/** What an Action may authenticate with. */
export const CREDENTIAL_NAMES = ["clientSecret", "privateKey"] as const satisfies (keyof ActionSecrets)[];
