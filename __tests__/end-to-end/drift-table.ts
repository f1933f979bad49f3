import type { Management, ManagementClient } from "auth0";

/** What the construct has put into the tenant. */
export interface Parts {
  clientId: string;
  clientGrantId: string;
  actionId: string;
}

/** A change that somebody makes in the Dashboard, and what Terraform makes of it. */
export interface Drift {
  change: string;
  make: (management: ManagementClient, parts: Parts, settled: () => Promise<void>) => Promise<unknown>;
  /** What the next plan would do, by resource type; nothing where it cannot see the change. */
  plan: Record<string, string[]>;
  /** What an apply then does. */
  apply: string;
}

const update = (type: string) => ({ [type]: ["update"] });
const create = (...types: string[]) => Object.fromEntries(types.map((type) => [type, ["create"]]));

const CODE = "exports.onExecutePostLogin = async () => {};";

const unbind: Drift["make"] = async ({ actions }, { actionId }) => {
  const { data } = await actions.triggers.bindings.list("post-login");
  const kept = data.filter(({ action }) => action!.id !== actionId);
  return actions.triggers.bindings.updateMany("post-login", { bindings: kept.map(toReference) });
};

function toReference({ id, display_name }: Management.ActionBinding) {
  return { ref: { type: "binding_id" as const, value: id! }, display_name };
}

/** What the Dashboard sends when its user saves the secrets: the names of all, and the values of those that were typed in. */
async function saveSecrets(
  { actions }: ManagementClient,
  { actionId }: Parts,
  typedIn: Record<string, string | undefined>,
) {
  const names = new Set(["domain", "clientId", "clientSecret", ...Object.keys(typedIn)]);
  const kept = [...names].filter((name) => !(name in typedIn) || typedIn[name] !== undefined);
  return actions.update(actionId, { secrets: kept.map((name) => ({ name, value: typedIn[name] })) });
}

const deploy: Drift["make"] = async ({ actions }, { actionId }, settled) => {
  await settled();
  return actions.deploy(actionId);
};

/** The plan shows these, and an apply puts everything right. */
export const shown: Drift[] = [
  {
    change: "The Action's code is edited and deployed",
    make: async (...tenant) => {
      const [{ actions }, { actionId }] = tenant;
      await actions.update(actionId, { code: CODE });
      await deploy(...tenant);
    },
    plan: update("auth0_action"),
    apply: "saves the construct's code, and deploys it",
  },
  {
    change: "The Action's code is edited and left a draft",
    make: ({ actions }, { actionId }) => actions.update(actionId, { code: CODE }),
    plan: update("auth0_action"),
    apply: "saves the construct's code, and deploys it",
  },
  {
    change: "The Action's dependency is changed to another version",
    make: ({ actions }, { actionId }) =>
      actions.update(actionId, { dependencies: [{ name: "auth0", version: "4.37.1" }] }),
    plan: update("auth0_action"),
    apply: "changes it back, and deploys the Action",
  },
  {
    change: "The Action is removed from the trigger",
    make: unbind,
    plan: create("auth0_trigger_action"),
    apply: "binds it, last",
  },
  {
    change: "The Action is removed from the trigger and deleted",
    make: async (...tenant) => {
      await unbind(...tenant);
      const [{ actions }, { actionId }] = tenant;
      await actions.delete(actionId);
    },
    plan: create("auth0_action", "auth0_trigger_action"),
    apply: "creates it again, and binds it, last",
  },
  {
    change: "A scope is removed from the client grant",
    make: ({ clientGrants }, { clientGrantId }) => clientGrants.update(clientGrantId, { scope: ["read:sessions"] }),
    plan: update("auth0_client_grant"),
    apply: "adds it back",
  },
  {
    change: "A scope is added to the client grant",
    make: ({ clientGrants }, { clientGrantId }) =>
      clientGrants.update(clientGrantId, { scope: ["read:sessions", "delete:sessions", "read:users"] }),
    plan: update("auth0_client_grant"),
    apply: "removes it",
  },
  {
    change: "The client grant is deleted",
    make: ({ clientGrants }, { clientGrantId }) => clientGrants.delete(clientGrantId),
    plan: create("auth0_client_grant"),
    apply: "grants the scopes again",
  },
  {
    change: "The application's grant types are widened",
    make: ({ clients }, { clientId }) => clients.update(clientId, { grant_types: ["client_credentials", "password"] }),
    plan: update("auth0_client"),
    apply: "leaves it only `client_credentials`",
  },
  {
    change: "The application's authentication method is changed",
    make: ({ clients }, { clientId }) =>
      clients.update(clientId, { token_endpoint_auth_method: "client_secret_basic" }),
    plan: update("auth0_client_credentials"),
    apply: "changes it back",
  },
  {
    change: "The application's secret is rotated",
    make: ({ clients }, { clientId }) => clients.rotateSecret(clientId),
    plan: update("auth0_action"),
    apply: "gives the new secret to the Action, and deploys it",
  },
  {
    change: "The application is deleted",
    make: ({ clients }, { clientId }) => clients.delete(clientId),
    plan: {
      ...create("auth0_client", "auth0_client_credentials", "auth0_client_grant"),
      ...update("auth0_action"),
    },
    apply: "creates a new one, with a new secret, and gives that to the Action",
  },
];

/** The plan does not show these, and an apply leaves them as they are. The provider never reads the secrets of an Action. */
export const hidden: (Omit<Drift, "plan" | "apply"> & { limited: boolean })[] = [
  {
    change: "A secret of the Action is removed and the Action deployed",
    make: async (...tenant) => {
      const [management, parts] = tenant;
      await saveSecrets(management, parts, { clientSecret: undefined });
      await deploy(...tenant);
    },
    limited: false,
  },
  {
    change: "A secret of the Action is given another value and the Action deployed",
    make: async (...tenant) => {
      const [management, parts] = tenant;
      await saveSecrets(management, parts, { clientSecret: "of another application" });
      await deploy(...tenant);
    },
    limited: false,
  },
  {
    change: "A secret of the Action is changed and left a draft",
    make: (management, parts) => saveSecrets(management, parts, { clientSecret: "of another application" }),
    limited: true,
  },
  {
    change: "The Action is moved within the trigger",
    make: async ({ actions }) => {
      const { data } = await actions.triggers.bindings.list("post-login");
      return actions.triggers.bindings.updateMany("post-login", { bindings: data.reverse().map(toReference) });
    },
    limited: true,
  },
];
