import config from "./jest.config.mjs";

/**
 * The tests that would say the same with any engine: of logins, of commands that examine a tenant or change its users, of what
 * the provider reads and refuses, and of what the tarball holds.
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

/** The tests that refuse each call in turn. `replaced-grant` and `lost-answers` have what an engine does after a refusal. */
const WALKS = ["interrupted", "interruptions"];

export default {
  ...config,
  roots: ["<rootDir>/__tests__/end-to-end"],
  testPathIgnorePatterns: [...ANY_ENGINE, ...WALKS].map((name) => `/${name}\\.test\\.ts$`),
};
