import eslint from "@eslint/js";
import tseslint from "typescript-eslint";

/** One way to write each of these, everywhere. */
const DIALECT = [
  { selector: "PrivateIdentifier", message: 'write "private" instead of "#"' },
  { selector: "CallExpression[callee.name='it'], CallExpression[callee.object.name='it']", message: 'write "test"' },
  {
    selector:
      ":matches(ArrayExpression > SpreadElement > ArrayExpression, ObjectExpression > SpreadElement > ObjectExpression)",
    message: "write what is spread where it is spread",
  },
  { selector: "ExportNamedDeclaration > VariableDeclaration[kind='let']", message: "export what does not change" },
];

/** What a helper of tests does where it is imported, nobody sees in the test. */
const HOOKS_ON_IMPORT = {
  selector: "Program > ExpressionStatement > CallExpression[callee.name=/^(before|after)(Each|All)$/]",
  message: "let the test register its hooks itself",
};

export default tseslint.config(
  {
    ignores: [
      "action-code/",
      "cdktf.out/",
      "constructs/providers/auth0/",
      "coverage/",
      "dist/",
      "simulator/dist/",
      "examples/cdktn/",
      ".cache/",
    ],
  },
  eslint.configs.recommended,
  tseslint.configs.recommendedTypeChecked,
  { languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } } },
  {
    rules: {
      "no-restricted-syntax": ["error", ...DIALECT],
      "no-restricted-imports": [
        "error",
        {
          paths: [{ name: "node:path", allowImportNames: ["default"], message: 'write import path from "node:path"' }],
        },
      ],
    },
  },
  {
    files: ["__tests__/**"],
    ignores: ["**/*.test.ts"],
    rules: { "no-restricted-syntax": ["error", ...DIALECT, HOOKS_ON_IMPORT] },
  },
  // Jest's asymmetric matchers, such as expect.any, are of type any.
  { files: ["__tests__/**"], rules: { "@typescript-eslint/no-unsafe-assignment": "off" } },
  // The Action loads its dependency when a login needs it, and Auth0 runs it as CommonJS.
  { files: ["action-src/**"], rules: { "@typescript-eslint/no-require-imports": ["error", { allow: ["^auth0$"] }] } },
  // Programs for Node as it is, among them Actions, which Auth0 runs as CommonJS.
  {
    files: ["benchmarks/**/*.cjs"],
    languageOptions: {
      globals: Object.fromEntries(
        ["console", "exports", "fetch", "performance", "process", "require"].map((name) => [name, "readonly"]),
      ),
    },
    rules: { "@typescript-eslint/no-require-imports": "off" },
  },
  {
    files: ["simulator/examples/*.js"],
    languageOptions: {
      globals: Object.fromEntries(["expect", "globalThis", "require", "test"].map((name) => [name, "readonly"])),
    },
    rules: { "@typescript-eslint/no-require-imports": "off" },
  },
  // What a browser runs as it is.
  {
    files: ["simulator/page/client/*.js", "examples/sign-in/single-page/public/*.js"],
    languageOptions: {
      globals: Object.fromEntries(
        ["document", "fetch", "history", "location", "Element", "EventSource", "FormData", "URLSearchParams"].map(
          (name) => [name, "readonly"],
        ),
      ),
    },
  },
  { files: ["**/*.mjs", "**/*.cjs", "**/*.js"], extends: [tseslint.configs.disableTypeChecked] },
);
