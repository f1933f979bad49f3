import config from "./jest.config.mjs";

/**
 * They are about what an engine has made, whichever it was: logins, and commands that examine a tenant or change its users; or
 * about what the provider reads and refuses, or what the tarball holds.
 */
const ANY_ENGINE = [
  "busy-tenant",
  "doctor",
  "drift",
  "faults",
  "history",
  "package",
  "peers",
  "preview-and-sweep",
  "preview-and-sweep-devices",
  "probe",
  "readme-scopes",
  "reports",
  "rollout",
  "staying-signed-in",
  "watched-demo",
];

/** They refuse each call of the provider's in turn. What an engine does after that is in `replaced-grant` and `lost-answers`. */
const WALKS = ["interrupted", "interruptions"];

export default {
  ...config,
  roots: ["<rootDir>/__tests__/end-to-end"],
  testPathIgnorePatterns: [...ANY_ENGINE, ...WALKS].map((name) => `/${name}\\.test\\.ts$`),
};
