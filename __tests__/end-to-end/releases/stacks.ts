import { type TerraformStack, TerraformVariable } from "cdktf";
import type * as Constructs from "../../../constructs";
import type { Action } from "../../../constructs/providers/auth0/action";

/** What a stack takes from the package, in whichever release. */
export interface Library {
  readonly constructs: Pick<typeof Constructs, "ManagementCredentials" | "SingleSessionConstruct" | "TriggerBinding">;
  readonly Action: typeof Action;
}

/** Stacks that a release is tried with. Each is built in the same words with that release and with today's construct. */
export const STACKS: Record<string, (library: Library, stack: TerraformStack) => void> = {
  default: ({ constructs }, stack) => {
    new constructs.SingleSessionConstruct(stack, "SingleSession");
  },

  append: ({ constructs }, stack) => {
    new constructs.SingleSessionConstruct(stack, "SingleSession", {
      domain: textVariable(stack, "domain"),
      policy: {
        refreshTokens: "revoke",
        rules: [{ when: { roles: ["support"] }, maxSessions: 3 }],
        timeBudget: 4000,
      },
      binding: constructs.TriggerBinding.append(),
    });
  },

  ordered: ({ constructs, Action }, stack) => {
    const greeting = new Action(stack, "Greeting", {
      name: "Greeting",
      code: "exports.onExecutePostLogin = async () => {};",
      runtime: "node22",
      deploy: true,
      supportedTriggers: { id: "post-login", version: "v3" },
    });
    const { TriggerBinding } = constructs;
    new constructs.SingleSessionConstruct(stack, "SingleSession", {
      binding: TriggerBinding.ordered([greeting, TriggerBinding.self]),
    });
  },

  "write-only-secret": ({ constructs }, stack) => {
    const credentials = constructs.ManagementCredentials.writeOnlySecret({
      secret: ephemeralVariable(stack, "secret"),
      version: 1,
    });
    new constructs.SingleSessionConstruct(stack, "SingleSession", { credentials });
  },

  "private-key-jwt": ({ constructs }, stack) => {
    const credentials = constructs.ManagementCredentials.privateKeyJwt({
      privateKey: ephemeralVariable(stack, "private_key"),
      publicKey: textVariable(stack, "public_key"),
      version: 1,
    });
    new constructs.SingleSessionConstruct(stack, "SingleSession", { credentials });
  },

  existing: ({ constructs }, stack) => {
    const credentials = constructs.ManagementCredentials.existing({
      clientId: textVariable(stack, "client_id"),
      clientSecret: textVariable(stack, "client_secret"),
    });
    new constructs.SingleSessionConstruct(stack, "SingleSession", { credentials });
  },
};

function textVariable(stack: TerraformStack, name: string): string {
  return new TerraformVariable(stack, name, { type: "string" }).stringValue;
}

/** Kept nowhere by Terraform; cdktf 0.21 has no property for it. */
function ephemeralVariable(stack: TerraformStack, name: string): string {
  const variable = new TerraformVariable(stack, name, { type: "string", sensitive: true });
  variable.addOverride("ephemeral", true);
  return variable.stringValue;
}
