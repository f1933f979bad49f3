import type { TerraformStack } from "cdktf";
import { SingleSessionConstruct, type SingleSessionProps, TriggerBinding } from "../../constructs";
import { bringApplication, credentialsOf, newKeyPair, type CredentialsIn, type KeyPair } from "./credentials";
import type { Deployment } from "./deployment";

const CREDENTIALS = [
  "generatedSecret()",
  "writeOnlySecret()",
  "privateKeyJwt()",
  "existing()",
  "existing({ grant: false })",
] as const;
const BINDINGS = ["append()", "ordered()", "none()"] as const;

/** How the stack's construct is configured. */
export interface Configuration {
  credentials: (typeof CREDENTIALS)[number] | keyof typeof ROTATED;
  binding: (typeof BINDINGS)[number] | "ordered(), in another order";
  refreshTokens?: "revoke";
}

/** What Terraform is asked to do: from nothing, if `from` is left out, and to nothing, if `to` is. */
export interface Work {
  from?: Configuration;
  to?: Configuration;
}

/** To each kind of credentials that can be rotated, what they are afterwards. */
const ROTATED = {
  "writeOnlySecret(), another secret": "writeOnlySecret()",
  "privateKeyJwt(), two keys": "privateKeyJwt()",
  "privateKeyJwt(), two keys exchanged": "privateKeyJwt(), two keys",
  "existing(), another application": "existing()",
} as const;

const BETWEEN_CREDENTIALS: [Configuration["credentials"], Configuration["credentials"]][] = [
  ...CREDENTIALS.flatMap((from) =>
    CREDENTIALS.filter((to) => to !== from).map((to): [typeof from, typeof to] => [from, to]),
  ),
  ...Object.entries(ROTATED).map(([to, from]): [Configuration["credentials"], Configuration["credentials"]] => [
    from,
    to as keyof typeof ROTATED,
  ]),
  ["privateKeyJwt(), two keys", "privateKeyJwt()"],
];

const BETWEEN_BINDINGS: [Configuration["binding"], Configuration["binding"]][] = [
  ...BINDINGS.flatMap((from) => BINDINGS.filter((to) => to !== from).map((to): [typeof from, typeof to] => [from, to])),
  ["ordered()", "ordered(), in another order"],
];

const withBinding = (binding: (typeof BINDINGS)[number]): Work[] => [
  ...CREDENTIALS.flatMap((credentials): Work[] => [
    { to: { credentials, binding } },
    { from: { credentials, binding } },
    { from: { credentials, binding }, to: { credentials, binding, refreshTokens: "revoke" } },
  ]),
  ...BETWEEN_CREDENTIALS.map(([from, to]) => ({
    from: { credentials: from, binding },
    to: { credentials: to, binding },
  })),
];

/**
 * Every kind of credentials with every kind of binding: the first apply, the destroy, and each change of one of the two. In
 * the order in which they are walked through, which takes hours: what differs most from what came before comes first.
 */
export const product: Work[] = [
  ...withBinding("append()"),
  ...CREDENTIALS.flatMap((credentials) =>
    BETWEEN_BINDINGS.map(([from, to]) => ({
      from: { credentials, binding: from },
      to: { credentials, binding: to },
    })),
  ),
  ...withBinding("ordered()"),
  ...withBinding("none()"),
];

const work = (from?: Configuration, to?: Configuration): Work => ({ from, to });
const appended = (credentials: Configuration["credentials"]): Configuration => ({ credentials, binding: "append()" });
const generated = (binding: Configuration["binding"]): Configuration => ({ credentials: "generatedSecret()", binding });

/** What `interrupted.test.ts` does not interrupt already: an order that goes, keys that come and go, another kind of secret. */
export const covering: Work[] = [
  work(generated("ordered()"), generated("append()")),
  work(undefined, appended("privateKeyJwt()")),
  work(appended("privateKeyJwt()")),
  work(appended("privateKeyJwt()"), appended("privateKeyJwt(), two keys")),
  work(appended("existing()"), appended("privateKeyJwt()")),
  work(appended("writeOnlySecret()"), appended("generatedSecret()")),
];

export function nameOf({ from, to }: Work): string {
  return `${from ? textOf(from) : "nothing"} → ${to ? textOf(to) : "nothing"}`;
}

function textOf({ credentials, binding, refreshTokens }: Configuration): string {
  return [credentials, binding, ...(refreshTokens ? ["refresh tokens revoked"] : [])].join(", ");
}

const KEYS: [KeyPair, KeyPair] = [newKeyPair(), newKeyPair()];
const SECRETS = ["1".repeat(40), "2".repeat(40)] as const;

/** A tenant with what every configuration may need of it. */
export class Site {
  private constructor(
    private readonly theirs: Record<"first" | "second" | "granted", { id: string; secret: string }>,
    private readonly foreignAction: string,
  ) {}

  static async prepare(tenant: Deployment): Promise<Site> {
    const foreignAction = await tenant.bindAction({
      name: "Somebody else's",
      code: "exports.onExecutePostLogin = async () => {};",
    });
    const [first, second, granted] = [
      await bringApplication(tenant),
      await bringApplication(tenant),
      await bringApplication(tenant),
    ];
    const audience = `https://${tenant.simulator.domain}/api/v2/`;
    const scope = ["read:sessions", "delete:sessions", "delete:refresh_tokens"];
    await tenant.simulator.management.clientGrants.create({ client_id: granted.id, audience, scope });
    return new Site({ first, second, granted }, foreignAction);
  }

  async configure(tenant: Deployment, configuration: Configuration | undefined): Promise<void> {
    const { credentials, variables } = this.credentials(configuration?.credentials ?? "generatedSecret()");
    tenant.setVariables(variables);
    await tenant.configure((stack) => {
      if (configuration)
        new SingleSessionConstruct(stack, "SingleSession", this.props(stack, configuration, credentials));
    });
  }

  /** Deletes the client grant of the application that `existing()` had before another took over. */
  async deleteEarlierGrant(tenant: Deployment): Promise<void> {
    const { clientGrants } = tenant.simulator.management;
    const { data } = await clientGrants.list({ client_id: this.theirs.first.id });
    for (const { id } of data) await clientGrants.delete(id!);
  }

  /** Has Terraform forget the Action and take it over anew, upon which it sends all of it, its secrets too, and deploys it. */
  async importAction(tenant: Deployment, configuration: Configuration, actionId: string): Promise<void> {
    const { credentials } = this.credentials(configuration.credentials);
    const address = (await tenant.terraform.stateList()).find((resource) => resource.startsWith("auth0_action."));
    if (address !== undefined) await tenant.command("state", "rm", address);
    await tenant.apply((stack) => {
      const props = this.props(stack, configuration, credentials);
      new SingleSessionConstruct(stack, "SingleSession", props).action.importFrom(actionId);
    });
  }

  private props(
    stack: TerraformStack,
    { binding, refreshTokens }: Configuration,
    credentials: CredentialsIn,
  ): SingleSessionProps {
    const foreign = { id: this.foreignAction, name: "Somebody else's" };
    const bindings = {
      "append()": () => TriggerBinding.append(),
      "ordered()": () => TriggerBinding.ordered([foreign, TriggerBinding.self]),
      "ordered(), in another order": () => TriggerBinding.ordered([TriggerBinding.self, foreign]),
      "none()": () => TriggerBinding.none(),
    };
    return { credentials: credentials(stack), binding: bindings[binding](), policy: { refreshTokens } };
  }

  private credentials(kind: Configuration["credentials"]): {
    credentials: CredentialsIn;
    variables: Record<string, string>;
  } {
    const [old, next] = KEYS;
    const { first, second, granted } = this.theirs;
    const keys = (own: KeyPair, otherPublicKey?: string, version = 1) => ({
      credentials: credentialsOf.privateKeyJwt(own.publicKey, { otherPublicKey, version }),
      variables: { private_key: own.privateKey },
    });
    const existing = ({ id, secret }: { id: string; secret: string }, grant = true) => ({
      credentials: credentialsOf.existing(id, { grant }),
      variables: { client_secret: secret },
    });
    switch (kind) {
      case "generatedSecret()":
        return { credentials: credentialsOf.generatedSecret(), variables: {} };
      case "writeOnlySecret()":
        return { credentials: credentialsOf.writeOnlySecret(1), variables: { secret: SECRETS[0] } };
      case "writeOnlySecret(), another secret":
        return { credentials: credentialsOf.writeOnlySecret(2), variables: { secret: SECRETS[1] } };
      case "privateKeyJwt()":
        return keys(old);
      case "privateKeyJwt(), two keys":
        return keys(old, next.publicKey);
      case "privateKeyJwt(), two keys exchanged":
        return keys(next, old.publicKey, 2);
      case "existing()":
        return existing(first);
      case "existing(), another application":
        return existing(second);
      case "existing({ grant: false })":
        return existing(granted, false);
    }
  }
}
