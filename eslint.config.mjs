import eslint from "@eslint/js";
import tseslint from "typescript-eslint";

export default tseslint.config(
  { ignores: ["action-code/", "cdktf.out/", "constructs/providers/auth0/", "coverage/", "dist/", ".cache/"] },
  eslint.configs.recommended,
  tseslint.configs.recommendedTypeChecked,
  { languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } } },
  // Jest's asymmetric matchers, such as expect.any, are of type any.
  { files: ["__tests__/**"], rules: { "@typescript-eslint/no-unsafe-assignment": "off" } },
  // The Action loads its dependency when a login needs it, and Auth0 runs it as CommonJS.
  { files: ["action-src/**"], rules: { "@typescript-eslint/no-require-imports": ["error", { allow: ["^auth0$"] }] } },
  { files: ["**/*.mjs", "**/*.cjs", "**/*.js"], extends: [tseslint.configs.disableTypeChecked] },
);
