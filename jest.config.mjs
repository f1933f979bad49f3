import { availableParallelism } from "node:os";
import { env } from "node:process";

const typescript = ["ts-jest", { tsconfig: { module: "commonjs", isolatedModules: true, allowJs: true } }];

/** Packages that ship ES modules only, which Jest cannot load as they are. */
const esModulesOnly = ["cookie", "jose", "oauth4webapi", "oidc-provider", "openid-client"];

// Terraform and its provider collect garbage during a third of the processor's time, unless they may use more memory.
env.GOGC ??= "400";

export default {
  testEnvironment: "node",
  // How long a busy machine takes is nothing that a test is about.
  testTimeout: 30_000,
  // Terraform and the provider wait for the tenant and for one another, so that two files on two cores leave a fifth idle.
  maxWorkers: Math.ceil(1.5 * availableParallelism()),
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
