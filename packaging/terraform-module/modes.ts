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

/** A value of `props` from the variables of a module. `text` and `number` give a token for a variable. */
interface Mode<Value> {
  readonly doc: string;
  readonly variables: Variables;
  readonly value: (text: (name: string) => string, number: (name: string) => number) => Value;
}

const VERSION: Variable = {
  type: "number",
  description: "A whole number, 1 or more. Change it to use another secret.",
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
  description: `${description} Ephemeral: it is in neither the state nor a plan.`,
  nullable: false,
  sensitive: true,
  ephemeral: true,
  validation: [
    { condition: `\${trimspace(var.${name}) != ""}`, error_message: `${name} must be a text that is not empty` },
  ],
});

const pem = (name: string, description: string, { optional = false } = {}): Variable => ({
  type: "string",
  description,
  ...(optional ? { default: null } : { nullable: false }),
  validation: [
    {
      condition: `\${${optional ? `var.${name} == null ? true : ` : ""}strcontains(var.${name}, "-----BEGIN PUBLIC KEY-----")}`,
      error_message: `${name} must be an RSA public key as PEM, which begins "-----BEGIN PUBLIC KEY-----"`,
    },
  ],
});

const CLIENT_ID: Variable = { type: "string", description: "The client id of the application.", nullable: false };
const PRIVATE_KEY = secret("An RSA key as PEM in PKCS #8.", "private_key");

/** An application that somebody brings, by what it authenticates with, and by who grants it the scopes. */
function existing(what: "secret" | "key", grant: boolean): Mode<ManagementCredentials> {
  const whose = grant ? "to which the module grants the scopes that the policy needs" : "to which you grant the scopes";
  const how = what === "key" ? " It authenticates with private key JWT." : "";
  return {
    doc: `You bring the application, ${whose}.${how}`,
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

/** How the Action authenticates, each by the folder that it gets. */
export const CREDENTIALS: Readonly<Record<string, Mode<ManagementCredentials>>> = {
  "generated-secret": {
    doc: "Auth0 makes the client secret. It is in the state, marked as sensitive.",
    variables: {},
    value: () => ManagementCredentials.generatedSecret(),
  },
  "write-only-secret": {
    doc: "You make the client secret. It is in neither the state nor a plan.",
    variables: {
      client_secret: secret("The client secret.", "client_secret"),
      secret_version: VERSION,
    },
    value: (text, number) =>
      ManagementCredentials.writeOnlySecret({ secret: text("client_secret"), version: number("secret_version") }),
  },
  "private-key-jwt": {
    doc: "The Action signs with a private key, which is in neither the state nor a plan. This needs an Enterprise plan.",
    variables: {
      private_key: PRIVATE_KEY,
      public_key: pem("public_key", "PEM of the public key that belongs to the private key."),
      other_public_key: pem("other_public_key", "PEM of a second public key that is also accepted, for a rotation.", {
        optional: true,
      }),
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

/** How the Action is bound to the post-login trigger, each by the folder that it gets. */
export const BINDINGS: Readonly<Record<string, Mode<TriggerBinding>>> = {
  append: {
    doc: "The Action runs after everything that is bound already, which stays as it is.",
    variables: {},
    value: () => TriggerBinding.append(),
  },
  ordered: {
    doc: "The Action runs between the Actions that you name, and nothing else is bound.",
    variables: {
      before: bound("The Actions that run before it, in their order."),
      after: bound("The Actions that run after it, in their order."),
    },
    value: () => TriggerBinding.ordered([TriggerBinding.self]),
  },
  none: {
    doc: "The module binds nothing: you bind the output `action_id`.",
    variables: {},
    value: () => TriggerBinding.none(),
  },
};
