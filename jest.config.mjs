const typescript = ["ts-jest", { tsconfig: { module: "commonjs", isolatedModules: true, allowJs: true } }];

/** Packages that ship ES modules only, which Jest cannot load as they are. */
const esModulesOnly = ["cookie", "jose", "oauth4webapi", "oidc-provider", "openid-client"];

export default {
  testEnvironment: "node",
  // How long a busy machine takes is nothing that a test is about.
  testTimeout: 30_000,
  // Most of the time is spent waiting for Terraform, so that no core has to be kept free.
  maxWorkers: "100%",
  roots: ["<rootDir>/__tests__"],
  globalSetup: "<rootDir>/__tests__/build-action.ts",
  testMatch: ["**/*.test.ts"],
  // As an app that has installed the package imports it: examples/.
  moduleNameMapper: { "^cdktf-auth0-single-session($|/.*)": "<rootDir>/constructs$1" },
  transform: {
    "^.+\\.ts$": typescript,
    [`node_modules/(${esModulesOnly.join("|")})/.+\\.js$`]: typescript,
  },
  transformIgnorePatterns: [`/node_modules/(?!(${esModulesOnly.join("|")})/)`],
};
