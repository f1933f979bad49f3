/** The provider's packages whose tests are run. */
export const PACKAGES = ["action", "client", "resourceserver", "tenant", "user", "role", "organization"];

/** The tests that fail, with what the simulator lacks for them. */
export const EXPECTED_FAILURES: Record<string, string> = {};
