import path from "node:path";
import { format, resolveConfig } from "prettier";
import ts from "typescript";

/** Tabs take a kilobyte less than spaces, and the file has to stay under 40 kB. */
const LAYOUT = { parser: "babel", objectWrap: "collapse", useTabs: true };

const options = { ...(await resolveConfig("action-src/single-session.ts")), ...LAYOUT };

/** What the contract's fields tell policy authors and the type generator. The Action does not need it. */
const DOCUMENTATION = ["allowed", "doc", "otherwise", "type", "unit"];

/** The files that have it. */
const DOCUMENTED = /contract\/(matching-rule|policy-fields)\.ts$/;

const withoutDocumentation = (context) => (file) => {
  const visit = (node) =>
    ts.isPropertyAssignment(node) && DOCUMENTATION.includes(node.name.text)
      ? undefined
      : ts.visitEachChild(node, visit, context);
  return DOCUMENTED.test(file.fileName) ? ts.visitNode(file, visit) : file;
};

const compilerOptions = {
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.ESNext,
  useDefineForClassFields: false,
  removeComments: true,
};
const transformers = { before: [withoutDocumentation] };

/** Takes the types away file by file. It checks none: `npm run check` does, and to read all types takes three seconds. */
const typescript = {
  name: "typescript",
  resolveId: (source, importer) => (source.startsWith(".") ? `${path.resolve(importer, "..", source)}.ts` : null),
  transform(code, fileName) {
    const options = { fileName, compilerOptions, transformers, reportDiagnostics: true };
    const { outputText, diagnostics } = ts.transpileModule(code, options);
    for (const { messageText } of diagnostics) this.error(ts.flattenDiagnosticMessageText(messageText, "\n"));
    return outputText;
  },
};

/**
 * Builds one readable CommonJS file, which is what people see in a plan and in the Auth0 Dashboard: nothing is minified, and
 * `auth0` comes from the Action's own dependencies. Comments are removed: they would be a fifth of the code, and a plan should
 * change only if the Action does.
 */
export default {
  input: "action-src/single-session.ts",
  output: { file: "action-code/single-session.js", format: "cjs", strict: false, esModule: false },
  external: [/^node:/, "auth0"],
  plugins: [typescript, { name: "prettier", renderChunk: (code) => format(code, options) }],
};
