import config from "./jest.config.mjs";

/** Tests that run all of the Action, hundreds of times: what they would find, others find sooner. */
const LONG = ["fuzz.test.ts", "busy-tenant.test.ts"];

/** The tests that mutants of the Action have to survive. They import its source, so nothing has to be built. */
export default {
  ...config,
  roots: ["<rootDir>/__tests__/action-src"],
  testPathIgnorePatterns: LONG,
  globalSetup: undefined,
};
