import eslint from "@eslint/js";
import tseslint from "typescript-eslint";

export default tseslint.config(
  { ignores: ["action-code/", "cdktf.out/", "constructs/providers/auth0/", "coverage/", "dist/", ".cache/"] },
  eslint.configs.recommended,
  tseslint.configs.recommendedTypeChecked,
  { languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } } },
  { files: ["**/*.mjs", "**/*.cjs", "**/*.js"], extends: [tseslint.configs.disableTypeChecked] },
);
