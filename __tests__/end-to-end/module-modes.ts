import type { Construct } from "constructs";
import { type TerraformStack, TerraformVariable } from "cdktf";
import { ManagementCredentials, TriggerBinding } from "../../constructs";
import { Action } from "../../constructs/providers/auth0/action";
import { newKeyPair, newSecret } from "./credentials";
import type { Deployment } from "./deployment";

const KEYS = newKeyPair();
const OTHER_KEYS = newKeyPair();

/** The same for the construct and for the module: the resources of a stack that both need, and then their own words. */
interface Mode<Value> {
  readonly construct: (stack: TerraformStack) => Value;
  readonly module: (stack: TerraformStack) => object;
}

/** The secret is the variable `secret`, and `theirs` the client id of an application that is there already. */
export const CREDENTIALS: Record<string, Mode<ManagementCredentials>> = {
  "generated-secret": { construct: () => ManagementCredentials.generatedSecret(), module: () => ({}) },
  "write-only-secret": {
    construct: (stack) => ManagementCredentials.writeOnlySecret({ secret: secretIn(stack), version: 1 }),
    module: (stack) => ({ client_secret: secretIn(stack), secret_version: 1 }),
  },
  "private-key-jwt": {
    construct: (stack) =>
      ManagementCredentials.privateKeyJwt({
        privateKey: secretIn(stack),
        publicKey: KEYS.publicKey,
        otherPublicKey: OTHER_KEYS.publicKey,
        version: 1,
      }),
    module: (stack) => ({
      private_key: secretIn(stack),
      public_key: KEYS.publicKey.trim(),
      other_public_key: OTHER_KEYS.publicKey,
      secret_version: 1,
    }),
  },
  ...Object.fromEntries(
    [true, false].flatMap((grant) => {
      const suffix = grant ? "" : "-without-grant";
      const [withSecret, withKey] = [existing("clientSecret", grant), existing("privateKey", grant)];
      return [
        [`existing${suffix}`, withSecret],
        [`existing-private-key-jwt${suffix}`, withKey],
      ];
    }),
  ),
};

function existing(what: "clientSecret" | "privateKey", grant: boolean): Mode<ManagementCredentials> {
  return {
    construct: (stack) =>
      ManagementCredentials.existing({ clientId: theirs(stack), [what]: secretIn(stack), version: 1, grant }),
    module: (stack) => ({
      client_id: theirs(stack),
      [what === "clientSecret" ? "client_secret" : "private_key"]: secretIn(stack),
      secret_version: 1,
    }),
  };
}

export const BINDINGS: Record<string, Mode<TriggerBinding>> = {
  append: { construct: () => TriggerBinding.append(), module: () => ({}) },
  ordered: {
    construct: (stack) => {
      const [first, second, last] = othersIn(stack);
      return TriggerBinding.ordered([first, second, TriggerBinding.self, last]);
    },
    module: (stack) => {
      const [first, second, last] = othersIn(stack).map(({ id, name }) => ({ id, name }));
      return { before: [first, second], after: [last] };
    },
  },
  none: { construct: () => TriggerBinding.none(), module: () => ({}) },
};

/** Ephemeral, so that it may be in neither the state nor a plan. */
function secretIn(stack: TerraformStack): string {
  return once(stack, "secret", () => {
    const variable = new TerraformVariable(stack, "secret", { type: "string", sensitive: true });
    variable.addOverride("ephemeral", true);
    return variable;
  }).stringValue;
}

function theirs(stack: TerraformStack): string {
  return once(stack, "theirs", () => new TerraformVariable(stack, "theirs", { type: "string" })).stringValue;
}

/** Actions of the stack's own. */
function othersIn(stack: TerraformStack): [Action, Action, Action] {
  const code = "exports.onExecutePostLogin = async () => {};";
  const supportedTriggers = { id: "post-login", version: "v3" };
  const action = (name: string) =>
    once(stack, name, () => new Action(stack, name, { name, code, supportedTriggers, deploy: true }));
  return [action("First"), action("Second"), action("Last")];
}

/** What several modules of one stack share. */
function once<T extends Construct>(stack: TerraformStack, id: string, make: () => T): T {
  return (stack.node.tryFindChild(id) as T | undefined) ?? make();
}

/**
 * Somebody else's application, as these credentials need it.
 *
 * @returns what the variables are given
 */
export async function bringTheirs({ simulator }: Deployment, credentials: string): Promise<Record<string, string>> {
  const { clients, clientGrants } = simulator.management;
  const { client_id: theirs = "", client_secret = "" } = await clients.create({
    name: "Theirs",
    app_type: "non_interactive",
    grant_types: ["client_credentials"],
  });
  if (credentials.startsWith("existing-private-key-jwt")) {
    const { id = "" } = await clients.credentials.create(theirs, {
      credential_type: "public_key",
      pem: KEYS.publicKey,
    });
    await clients.update(theirs, {
      token_endpoint_auth_method: null,
      client_authentication_methods: { private_key_jwt: { credentials: [{ id }] } },
    });
  }
  if (credentials.endsWith("-without-grant")) {
    const audience = `https://${simulator.domain}/api/v2/`;
    await clientGrants.create({ client_id: theirs, audience, scope: ["read:sessions", "delete:sessions"] });
  }
  if (credentials.includes("private-key-jwt")) return { theirs, secret: KEYS.privateKey };
  return { theirs, secret: credentials.startsWith("existing") ? client_secret : newSecret() };
}
