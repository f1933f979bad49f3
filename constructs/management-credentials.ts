import { Fn } from "cdktf";
import type { ClientCredentials, ClientCredentialsConfig } from "./providers/auth0/client-credentials";

export interface WriteOnlySecretOptions {
  /**
   * The client secret. Only an ephemeral value, such as a variable that is ephemeral or what an ephemeral resource reads from a
   * secrets manager, is in neither the state nor a plan: a plan keeps ordinary variables.
   */
  readonly secret: string;
  /** 1 or more. Another number makes Terraform put the new secret into use, on a new application. */
  readonly version: number;
}

export interface PrivateKeyJwtOptions {
  /**
   * PEM in PKCS #8, of an RSA key. It goes nowhere but into the Action's secrets. Only an ephemeral value is in neither the state
   * nor a plan.
   */
  readonly privateKey: string;
  /** PEM of the public key that belongs to it. */
  readonly publicKey: string;
  /**
   * PEM of a second public key that is accepted too: the next one before the private key is exchanged, and the previous
   * one until it has been.
   *
   * @default - no other key
   */
  readonly otherPublicKey?: string;
  /** 1 or more. Another number makes Terraform hand the private key to the Action again. */
  readonly version: number;
}

export interface ExistingApplicationOptions {
  readonly clientId: string;
  readonly clientSecret: string;
  /**
   * Whether to grant the application the scopes that the policy needs. Without, somebody else has to.
   *
   * @default true
   */
  readonly grant?: boolean;
}

/**
 * How the Action authenticates at the Management API. The Action's own copy of a secret is write-only whatever you choose: it
 * is in neither the state nor a plan, and needs Terraform or OpenTofu 1.11.
 */
export class ManagementCredentials {
  /** Auth0 makes the secret. It is in the state, marked as sensitive, where Terraform keeps what it knows of the application. */
  static generatedSecret(): ManagementCredentials {
    return new ManagementCredentials({
      generation: { method: "generated secret" },
      authentication: { authenticationMethod: "client_secret_post" },
      secrets: (credentials) => ({ clientSecret: credentials.clientSecret }),
    });
  }

  /** You make the secret; it is write-only, on the application too. */
  static writeOnlySecret({ secret, version }: WriteOnlySecretOptions): ManagementCredentials {
    return new ManagementCredentials({
      generation: { method: "write-only secret", version },
      authentication: {
        authenticationMethod: "client_secret_post",
        clientSecretWo: secret,
        clientSecretWoVersion: version,
      },
      secrets: () => ({ clientSecret: secret }),
      version,
    });
  }

  /**
   * There is no secret to share: the Action signs assertions with a private key, which is write-only. Auth0 offers this on
   * Enterprise plans.
   */
  static privateKeyJwt({
    privateKey,
    publicKey,
    otherPublicKey,
    version,
  }: PrivateKeyJwtOptions): ManagementCredentials {
    // Exchanging the two is then no change of either.
    const publicKeys = [publicKey, ...(otherPublicKey === undefined ? [] : [otherPublicKey])].sort();
    return new ManagementCredentials({
      generation: { method: "private key JWT" },
      authentication: {
        authenticationMethod: "private_key_jwt",
        privateKeyJwt: {
          credentials: publicKeys.map((pem) => ({ name: keyName(pem), credentialType: "public_key", pem })),
        },
      },
      secrets: () => ({ privateKey }),
      version,
    });
  }

  /**
   * You bring the application. Terraform keeps the secret where it has it from: that of a variable in a saved plan, that of a
   * resource in the state too.
   */
  static existing({ clientId, clientSecret, grant = true }: ExistingApplicationOptions): ManagementCredentials {
    return new ManagementCredentials({ clientId, grant, secrets: { clientSecret } });
  }

  private constructor(
    /** @internal */
    readonly config: ProvisionedCredentials | ExistingCredentials,
  ) {}
}

/** Of two keys without a name, the provider takes one for the other. */
function keyName(pem: string): string {
  return `sha256 ${Fn.substr(Fn.sha256(pem), 0, 12)}`;
}

/** Credentials of an application that is provisioned for them. */
export interface ProvisionedCredentials {
  /** Where this changes, a new application takes over from the old one, so that at no moment neither of them works. */
  readonly generation: { readonly method: string; readonly version?: number };
  readonly authentication: Omit<ClientCredentialsConfig, "clientId">;
  /** What the Action authenticates with, beside the client id. */
  readonly secrets: (credentials: ClientCredentials) => Record<string, string>;
  /** Given where the secrets may not leave a trace in the state: another number hands them to the Action again. */
  readonly version?: number;
}

/** Credentials of an application that exists. */
export interface ExistingCredentials {
  readonly clientId: string;
  readonly grant: boolean;
  readonly secrets: Record<string, string>;
}
