import config from "./jest.config.mjs";

/** The tests that mutants of the Action have to survive. They import its source, so nothing has to be built. */
export default {
  ...config,
  roots: ["<rootDir>/__tests__/action-src"],
  testMatch: ["**/for-mutants.ts"],
  // That a test is slow says nothing about a mutant. What never ends, Stryker notices.
  testTimeout: 3_600_000,
  globalSetup: undefined,
};
