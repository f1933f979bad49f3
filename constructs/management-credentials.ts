import type { TerraformCondition } from "cdktf";
import type { Construct } from "constructs";
import { isGiven } from "../contract/fields";
import type { ClientCredentials, ClientCredentialsConfig } from "./providers/auth0/client-credentials";
import { CLIENT_ID, FLAG, optional, PRIVATE_KEY, PUBLIC_KEY, SECRET, VERSION } from "./credential-options";
import { publicKeyName, publicKeyText, validateKeyPair } from "./public-key";
import { optionConditions } from "./option-conditions";
import { asGiven } from "./terraform/as-given";
import { validateOptions, type Options } from "./validate-options";

const WRITE_ONLY_SECRET: Options<WriteOnlySecretOptions> = { secret: SECRET, version: VERSION };

const PRIVATE_KEY_JWT: Options<PrivateKeyJwtOptions> = {
  privateKey: PRIVATE_KEY,
  publicKey: PUBLIC_KEY,
  otherPublicKey: optional(PUBLIC_KEY),
  version: VERSION,
};

const EXISTING: Options<ExistingApplicationOptions> = {
  clientId: CLIENT_ID,
  clientSecret: optional(SECRET),
  privateKey: optional(PRIVATE_KEY),
  version: optional(VERSION),
  grant: optional(FLAG),
};

/** A client secret that you generate, for `ManagementCredentials.writeOnlySecret()`. */
export interface WriteOnlySecretOptions {
  /**
   * The client secret. Only an ephemeral value stays out of both the state and the plan: an ephemeral variable, or what an
   * ephemeral resource reads from a secrets manager. A plan stores ordinary variables.
   */
  readonly secret: string;
  /**
   * The secret's version, 1 or more. When this number changes, Terraform creates a new application with the new secret and
   * switches the Action to it.
   */
  readonly version: number;
}

/** A pair of keys that you generate, for `ManagementCredentials.privateKeyJwt()`. */
export interface PrivateKeyJwtOptions {
  /**
   * The private RSA key in PEM, as PKCS #8. It goes only into the Action's secrets. Only an ephemeral value stays out of both
   * the state and the plan.
   */
  readonly privateKey: string;
  /** The public key, in PEM, that belongs to `privateKey`. */
  readonly publicKey: string;
  /**
   * A second public key, in PEM, that Auth0 also accepts: the next key before you exchange the private key, and the previous
   * key until the exchange is done.
   *
   * @default - no second key
   */
  readonly otherPublicKey?: string;
  /** The private key's version, 1 or more. When this number changes, Terraform passes the private key to the Action again. */
  readonly version: number;
}

/** An application that already exists in the tenant, for `ManagementCredentials.existing()`. */
export interface ExistingApplicationOptions {
  /** The client id of a machine-to-machine application. */
  readonly clientId: string;
  /**
   * The application's client secret. With a `version`, it may be an ephemeral value, such as an ephemeral variable, which stays
   * out of both the state and the plan.
   *
   * @default - the application authenticates with `privateKey`
   */
  readonly clientSecret?: string;
  /**
   * A private RSA key in PEM, as PKCS #8, whose public key the application has, for private key JWT. As with `clientSecret`, it
   * may be an ephemeral value if there is a `version`.
   *
   * @default - the application authenticates with `clientSecret`
   */
  readonly privateKey?: string;
  /**
   * The version of the secret or the key, 1 or more. When this number changes, Terraform passes the secret or the key to the
   * Action again.
   *
   * @default - Terraform passes it on whenever it changes, so it must not be an ephemeral value
   */
  readonly version?: number;
  /**
   * Whether to grant the application the scopes that the policy needs. If false, somebody else has to grant them.
   *
   * @default true
   */
  readonly grant?: boolean;
}

/**
 * How the Action authenticates to the Management API. Whatever you choose, the Action's own copy of a secret is write-only: it
 * is in neither the state nor the plan, which needs Terraform or OpenTofu 1.11 or later.
 */
export class ManagementCredentials {
  /** Auth0 generates the client secret. It is in the state, marked as sensitive, as an attribute of the application. */
  static generatedSecret(): ManagementCredentials {
    return new ManagementCredentials({
      generation: { method: "generated secret" },
      authentication: { authenticationMethod: "client_secret_post" },
      secrets: (credentials) => ({ clientSecret: credentials.clientSecret }),
      conditions: () => [],
    });
  }

  /**
   * You generate the client secret. It is write-only in the application as well as in the Action.
   *
   * @throws Error that names every option that is not allowed, and says what is
   */
  static writeOnlySecret(options: WriteOnlySecretOptions): ManagementCredentials {
    validateOptions("credentials", options, WRITE_ONLY_SECRET);
    const { secret, version } = options;
    return new ManagementCredentials({
      generation: { method: "write-only secret", version },
      authentication: {
        authenticationMethod: "client_secret_post",
        clientSecretWo: asGiven(secret),
        clientSecretWoVersion: version,
      },
      secrets: () => ({ clientSecret: secret }),
      version,
      conditions: (scope) => optionConditions(scope, "credentials", options, WRITE_ONLY_SECRET),
    });
  }

  /**
   * There is no shared secret: the Action signs assertions with a private key, which is write-only. Auth0 offers private key
   * JWT on Enterprise plans.
   *
   * @throws Error that names every option that is not allowed, and says what is
   */
  static privateKeyJwt(options: PrivateKeyJwtOptions): ManagementCredentials {
    validateOptions("credentials", options, PRIVATE_KEY_JWT);
    const { privateKey, publicKey, otherPublicKey, version } = options;
    validateKeyPair(options);
    // Sorted by their text, so that swapping the two options changes neither key.
    const texts = [publicKey, ...(isGiven(otherPublicKey) ? [otherPublicKey!] : [])].map(publicKeyText);
    const publicKeys = [...new Set(texts)].sort();
    return new ManagementCredentials({
      generation: { method: "private key JWT" },
      authentication: {
        authenticationMethod: "private_key_jwt",
        privateKeyJwt: {
          credentials: publicKeys.map((pem) => ({ name: publicKeyName(pem), credentialType: "public_key", pem })),
        },
      },
      secrets: () => ({ privateKey }),
      version,
      conditions: (scope) => optionConditions(scope, "credentials", options, PRIVATE_KEY_JWT),
    });
  }

  /**
   * You provide the application, with either its `clientSecret` or its `privateKey`. Terraform keeps that value where it came
   * from: the value of a variable is in a saved plan, and the value of a resource is in the state too. With a `version`, the
   * value may be ephemeral, and is then in neither.
   *
   * @throws Error that names every option that is not allowed, and says what is; or if not exactly one of the two is given
   */
  static existing(options: ExistingApplicationOptions): ManagementCredentials {
    validateOptions("credentials", options, EXISTING);
    const { clientId, version, grant } = options;
    return new ManagementCredentials({
      clientId,
      grant: grant ?? true,
      secrets: secretOrKey(options),
      version: version ?? undefined,
      conditions: (scope) => optionConditions(scope, "credentials", options, EXISTING),
    });
  }

  private constructor(
    /** @internal */
    readonly config: ProvisionedCredentials | ExistingCredentials,
  ) {}
}

/** @throws Error if neither or both are given */
function secretOrKey({ clientSecret, privateKey }: ExistingApplicationOptions): Record<string, string> {
  const given = Object.entries({ clientSecret, privateKey }).filter(([, value]) => isGiven(value));
  if (given.length === 1) return Object.fromEntries(given) as Record<string, string>;
  const number = given.length === 0 ? "neither" : "both";
  throw new Error(`credentials must have either clientSecret or privateKey, got: ${number}`);
}

interface Credentials {
  /** Set if the secrets must leave no trace in the state: when this number changes, the Action receives them again. */
  readonly version?: number;
  /** The conditions that Terraform checks once it knows the values of the options' tokens. */
  readonly conditions: (scope: Construct) => TerraformCondition[];
}

/** Credentials of an application that the construct provisions. */
export interface ProvisionedCredentials extends Credentials {
  /** When this changes, a new application takes over from the old one, so that one of them works at any moment. */
  readonly generation: { readonly method: string; readonly version?: number };
  readonly authentication: Omit<ClientCredentialsConfig, "clientId">;
  /** What the Action authenticates with, besides the client id. */
  readonly secrets: (credentials: ClientCredentials) => Record<string, string>;
}

/** Credentials of an application that already exists. */
export interface ExistingCredentials extends Credentials {
  readonly clientId: string;
  readonly grant: boolean;
  readonly secrets: Record<string, string>;
}
