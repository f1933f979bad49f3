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

/** A client secret that you make, for `ManagementCredentials.writeOnlySecret()`. */
export interface WriteOnlySecretOptions {
  /**
   * The client secret. Only an ephemeral value, such as a variable that is ephemeral or what an ephemeral resource reads from a
   * secrets manager, is in neither the state nor a plan: a plan keeps ordinary variables.
   */
  readonly secret: string;
  /** 1 or more. Another number makes Terraform put the new secret into use, on a new application. */
  readonly version: number;
}

/** A pair of keys that you make, for `ManagementCredentials.privateKeyJwt()`. */
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

/** An application that the tenant has already, for `ManagementCredentials.existing()`. */
export interface ExistingApplicationOptions {
  /** The client id of a machine-to-machine application. */
  readonly clientId: string;
  /**
   * The application's secret. With a `version`, it may be an ephemeral value, such as a variable that is ephemeral, which is in
   * neither the state nor a plan.
   *
   * @default - the application authenticates with `privateKey`
   */
  readonly clientSecret?: string;
  /**
   * PEM in PKCS #8, of an RSA key whose public key the application has, for private key JWT. As with `clientSecret`, it may be
   * an ephemeral value if there is a `version`.
   *
   * @default - the application authenticates with `clientSecret`
   */
  readonly privateKey?: string;
  /**
   * 1 or more. Another number makes Terraform hand the secret or the key to the Action again.
   *
   * @default - Terraform does so whenever it changes, for which it has to know it: no ephemeral value will do
   */
  readonly version?: number;
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
      conditions: () => [],
    });
  }

  /**
   * You make the secret; it is write-only, on the application too.
   *
   * @throws Error naming every option that is not allowed, and what is
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
   * There is no secret to share: the Action signs assertions with a private key, which is write-only. Auth0 offers this on
   * Enterprise plans.
   *
   * @throws Error naming every option that is not allowed, and what is
   */
  static privateKeyJwt(options: PrivateKeyJwtOptions): ManagementCredentials {
    validateOptions("credentials", options, PRIVATE_KEY_JWT);
    const { privateKey, publicKey, otherPublicKey, version } = options;
    validateKeyPair(options);
    // By their text, so that exchanging the two is no change of either.
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
   * You bring the application, with either its `clientSecret` or its `privateKey`. Terraform keeps that where it has it from:
   * that of a variable in a saved plan, that of a resource in the state too. With a `version`, it may be ephemeral, and is then
   * in neither.
   *
   * @throws Error naming every option that is not allowed, and what is; or that not exactly one of the two is given
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

/** @throws Error if neither is given, or both */
function secretOrKey({ clientSecret, privateKey }: ExistingApplicationOptions): Record<string, string> {
  const given = Object.entries({ clientSecret, privateKey }).filter(([, value]) => isGiven(value));
  if (given.length === 1) return Object.fromEntries(given) as Record<string, string>;
  const number = given.length === 0 ? "neither" : "both";
  throw new Error(`credentials must have either clientSecret or privateKey, got: ${number}`);
}

interface Credentials {
  /** Given if the secrets may not leave a trace in the state: another number hands them to the Action again. */
  readonly version?: number;
  /** What Terraform holds the options to, once it knows the values of their tokens. */
  readonly conditions: (scope: Construct) => TerraformCondition[];
}

/** Credentials of an application that is provisioned for them. */
export interface ProvisionedCredentials extends Credentials {
  /** Where this changes, a new application takes over from the old one, so that at no moment neither of them works. */
  readonly generation: { readonly method: string; readonly version?: number };
  readonly authentication: Omit<ClientCredentialsConfig, "clientId">;
  /** What the Action authenticates with, beside the client id. */
  readonly secrets: (credentials: ClientCredentials) => Record<string, string>;
}

/** Credentials of an application that exists. */
export interface ExistingCredentials extends Credentials {
  readonly clientId: string;
  readonly grant: boolean;
  readonly secrets: Record<string, string>;
}
