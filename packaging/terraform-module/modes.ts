import { ManagementCredentials } from "../../constructs/management-credentials";
import { TriggerBinding } from "../../constructs/trigger-binding";

export interface Variable {
  readonly type: string;
  readonly description: string;
  readonly default?: null;
  readonly nullable?: false;
  readonly sensitive?: true;
  readonly ephemeral?: true;
  readonly validation?: readonly { readonly condition: string; readonly error_message: string }[];
}

type Variables = Readonly<Record<string, Variable>>;

/** A way to set one of the construct's props from a module's variables. `text` and `number` return a token for a variable. */
interface Mode<Value> {
  readonly doc: string;
  readonly variables: Variables;
  readonly value: (text: (name: string) => string, number: (name: string) => number) => Value;
}

const VERSION: Variable = {
  type: "number",
  description: "The secret's version: a whole number, 1 or more. Change it to put a new secret into use.",
  nullable: false,
  validation: [
    {
      condition: "${var.secret_version >= 1 && floor(var.secret_version) == var.secret_version}",
      error_message: "secret_version must be a whole number, 1 or more, got: ${var.secret_version}",
    },
  ],
};

const secret = (description: string, name: string): Variable => ({
  type: "string",
  description: `${description} It is ephemeral: it is in neither the state nor the plan.`,
  nullable: false,
  sensitive: true,
  ephemeral: true,
  validation: [
    { condition: `\${trimspace(var.${name}) != ""}`, error_message: `${name} must be a string that is not empty` },
  ],
});

const pem = (name: string, description: string, { optional = false } = {}): Variable => ({
  type: "string",
  description,
  ...(optional ? { default: null } : { nullable: false }),
  validation: [
    {
      condition: `\${${optional ? `var.${name} == null ? true : ` : ""}strcontains(var.${name}, "-----BEGIN PUBLIC KEY-----")}`,
      error_message: `${name} must be an RSA public key in PEM, which begins with "-----BEGIN PUBLIC KEY-----"`,
    },
  ],
});

const CLIENT_ID: Variable = { type: "string", description: "The client id of the application.", nullable: false };
const PRIVATE_KEY = secret("A private RSA key in PEM, as PKCS #8.", "private_key");

/** An existing application that authenticates with a secret or a key, and to which the module or somebody else grants the scopes. */
function existing(what: "secret" | "key", grant: boolean): Mode<ManagementCredentials> {
  const whose = grant ? "to which the module grants the scopes that the policy needs" : "to which you grant the scopes";
  const how = what === "key" ? " It authenticates with private key JWT." : "";
  return {
    doc: `You provide an existing application, ${whose}.${how}`,
    variables: {
      client_id: CLIENT_ID,
      ...(what === "key"
        ? { private_key: PRIVATE_KEY }
        : { client_secret: secret("The client secret of the application.", "client_secret") }),
      secret_version: VERSION,
    },
    value: (text, number) =>
      ManagementCredentials.existing({
        clientId: text("client_id"),
        ...(what === "key" ? { privateKey: text("private_key") } : { clientSecret: text("client_secret") }),
        version: number("secret_version"),
        grant,
      }),
  };
}

/** The ways in which the Action can authenticate, by the folder of their modules. */
export const CREDENTIALS: Readonly<Record<string, Mode<ManagementCredentials>>> = {
  "generated-secret": {
    doc: "Auth0 generates the client secret. It is in the state, marked as sensitive.",
    variables: {},
    value: () => ManagementCredentials.generatedSecret(),
  },
  "write-only-secret": {
    doc: "You generate the client secret, which is in neither the state nor the plan.",
    variables: {
      client_secret: secret("The client secret.", "client_secret"),
      secret_version: VERSION,
    },
    value: (text, number) =>
      ManagementCredentials.writeOnlySecret({ secret: text("client_secret"), version: number("secret_version") }),
  },
  "private-key-jwt": {
    doc: "The Action signs with a private key, which is in neither the state nor the plan. This needs an Enterprise plan.",
    variables: {
      private_key: PRIVATE_KEY,
      public_key: pem("public_key", "The public key, in PEM, that belongs to the private key."),
      other_public_key: pem(
        "other_public_key",
        "A second public key, in PEM, that Auth0 also accepts, for a rotation.",
        {
          optional: true,
        },
      ),
      secret_version: VERSION,
    },
    value: (text, number) =>
      ManagementCredentials.privateKeyJwt({
        privateKey: text("private_key"),
        publicKey: text("public_key"),
        version: number("secret_version"),
      }),
  },
  existing: existing("secret", true),
  "existing-without-grant": existing("secret", false),
  "existing-private-key-jwt": existing("key", true),
  "existing-private-key-jwt-without-grant": existing("key", false),
};

const bound = (description: string): Variable => ({
  type: "list(object({ id = string, name = string }))",
  description,
  nullable: false,
});

/** The ways in which the Action can be bound to the post-login trigger, by the folder of their modules. */
export const BINDINGS: Readonly<Record<string, Mode<TriggerBinding>>> = {
  append: {
    doc: "The Action runs after those that are already bound, which stay as they are.",
    variables: {},
    value: () => TriggerBinding.append(),
  },
  ordered: {
    doc: "The Action runs between the Actions that you name, and nothing else is bound.",
    variables: {
      before: bound("The Actions that run before the module's, in order."),
      after: bound("The Actions that run after the module's, in order."),
    },
    value: () => TriggerBinding.ordered([TriggerBinding.self]),
  },
  none: {
    doc: "The module does not bind the Action: you bind the output `action_id`.",
    variables: {},
    value: () => TriggerBinding.none(),
  },
};
