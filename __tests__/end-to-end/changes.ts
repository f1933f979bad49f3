/** What a plan does to a resource of the construct. */
export type Effect = "in place" | "replaced" | "created" | "destroyed" | "forgotten" | "moved" | "another";

/** By type of resource. A type that is left out stays as it is. */
export type Effects = Partial<Record<ResourceType, Effect>>;

export const RESOURCE_TYPES = [
  "auth0_client",
  "auth0_client_credentials",
  "auth0_client_grant",
  "terraform_data",
  "auth0_action",
  "auth0_trigger_action",
  "auth0_trigger_actions",
] as const;

type ResourceType = (typeof RESOURCE_TYPES)[number];

/** What each change of the construct's props does: docs/lifecycle.md shows it, and real plans are held to it. */
export const changes = {
  props: {
    "`policy.maxSessions`, or anything else of the policy": { auth0_action: "in place" },
    "`policy.rules`": { auth0_action: "in place" },
    "`policy.refreshTokens`": { auth0_client_grant: "in place", auth0_action: "in place" },
    "`domain`": { auth0_action: "in place" },
    "`construct.action.name`": { auth0_action: "in place" },
    "`construct.application.name`": { auth0_client: "in place" },
    "the construct's id": {
      auth0_client: "another",
      auth0_client_credentials: "another",
      auth0_client_grant: "another",
      terraform_data: "another",
      auth0_action: "another",
      auth0_trigger_action: "another",
    },
    "the construct's id, with `moveFromId`": {
      auth0_client: "in place",
      auth0_client_credentials: "moved",
      auth0_client_grant: "moved",
      terraform_data: "another",
      auth0_action: "in place",
      auth0_trigger_action: "moved",
    },
    "another version of this library": { auth0_action: "in place" },
  },
  credentials: {
    "from `generatedSecret()` or `writeOnlySecret()` to another of these three": {
      auth0_client: "replaced",
      auth0_client_credentials: "replaced",
      auth0_client_grant: "replaced",
      terraform_data: "in place",
      auth0_action: "in place",
    },
    "from `privateKeyJwt()` to `generatedSecret()` or `writeOnlySecret()`": {
      auth0_client: "replaced",
      auth0_client_credentials: "another",
      auth0_client_grant: "replaced",
      terraform_data: "in place",
      auth0_action: "in place",
    },
    "from `generatedSecret()` or `writeOnlySecret()` to `existing()`": {
      auth0_client: "destroyed",
      auth0_client_credentials: "destroyed",
      auth0_client_grant: "replaced",
      terraform_data: "destroyed",
      auth0_action: "in place",
    },
    "from `privateKeyJwt()` to `existing()`": {
      auth0_client: "destroyed",
      auth0_client_credentials: "forgotten",
      auth0_client_grant: "replaced",
      terraform_data: "destroyed",
      auth0_action: "in place",
    },
    "from `existing()` to one of these three": {
      auth0_client: "created",
      auth0_client_credentials: "created",
      auth0_client_grant: "replaced",
      terraform_data: "created",
      auth0_action: "in place",
    },
  },
  rotations: {
    "`generatedSecret()`: `-replace` of the application": {
      auth0_client: "replaced",
      auth0_client_credentials: "replaced",
      auth0_client_grant: "replaced",
      auth0_action: "in place",
    },
    "`generatedSecret()`: rotated in the tenant": { auth0_action: "in place" },
    "`writeOnlySecret()`: another `secret` and `version`": {
      auth0_client: "replaced",
      auth0_client_credentials: "replaced",
      auth0_client_grant: "replaced",
      terraform_data: "in place",
      auth0_action: "in place",
    },
    "`privateKeyJwt()`: `otherPublicKey` given or left out": { auth0_client_credentials: "in place" },
    "`privateKeyJwt()`: the two keys exchanged, another `version`": { auth0_action: "in place" },
    "`existing()`: another `clientSecret`": { auth0_action: "in place" },
    "`existing()`: another `clientId` and `clientSecret`": { auth0_client_grant: "replaced", auth0_action: "in place" },
    "`existing()`: `grant` turned to `false`": { auth0_client_grant: "forgotten" },
  },
  binding: {
    "from `append()` to `ordered()`": { auth0_trigger_actions: "created" },
    "another order in `ordered()`": { auth0_trigger_actions: "in place" },
    "from `ordered()` to `append()`": { auth0_trigger_actions: "forgotten" },
    "from `append()` to `none()`": { auth0_trigger_action: "forgotten" },
    "from `ordered()` to `none()`": { auth0_trigger_action: "forgotten", auth0_trigger_actions: "forgotten" },
    "from `none()` to `append()`": { auth0_trigger_action: "created" },
    "from `none()` to `ordered()`": { auth0_trigger_action: "created", auth0_trigger_actions: "created" },
    "`-replace` of the Action in `append()`": { auth0_action: "replaced", auth0_trigger_action: "replaced" },
    "`-replace` of the Action in `ordered()`": {
      auth0_action: "replaced",
      auth0_trigger_action: "replaced",
      auth0_trigger_actions: "in place",
    },
  },
} satisfies Record<string, Record<string, Effects>>;

/** What keeps the client grant. The table in docs/lifecycle.md leaves it out, and says so. */
const WATCHING = /_(Known|Granted)_/;

const EFFECTS: Record<string, Effect> = {
  update: "in place",
  replace: "replaced",
  create: "created",
  delete: "destroyed",
  remove: "forgotten",
  move: "moved",
};

/** @param planned to each address, what Terraform is to do */
export function effectsOf(planned: Record<string, string>): Effects {
  const effects: Effects = {};
  for (const [address, word] of Object.entries(planned)) {
    const [type, name] = address.split(".") as [ResourceType, string];
    if (!/^(Single|One)Session_/.test(name) || WATCHING.test(name)) continue;
    const effect = EFFECTS[word] ?? (word as Effect);
    effects[type] = effects[type] === undefined ? effect : "another";
  }
  return effects;
}
