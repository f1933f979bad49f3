import type { Effects } from "../changes";

/** What the upgrade from each release does to each of the stacks: docs/upgrading.md shows it, and real plans are held to it. */
export const UPGRADES: Record<string, Record<string, Effects>> = {
  "0.1.0": {
    default: { auth0_action: "in place" },
    append: { auth0_action: "in place" },
    ordered: { auth0_action: "in place" },
    "write-only-secret": { auth0_action: "in place" },
    "private-key-jwt": { auth0_action: "in place", auth0_client_credentials: "moved" },
    existing: { auth0_action: "in place" },
  },
};
