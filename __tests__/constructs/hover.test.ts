import { readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";

const ROOT = path.join(__dirname, "..", "..");
const FILE = path.join(ROOT, "stack.ts");
const TEXT =
  'import { SingleSessionConstruct } from "./constructs";\nnew SingleSessionConstruct(undefined as never, "SingleSession");';

/** As an editor has it, of a file that is not on disk. */
function hoverOver(text: string): ts.QuickInfo {
  const service = ts.createLanguageService({
    ...ts.sys,
    useCaseSensitiveFileNames: () => ts.sys.useCaseSensitiveFileNames,
    getCompilationSettings: () => ({ strict: true, module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 }),
    getScriptFileNames: () => [FILE],
    getScriptVersion: () => "1",
    getScriptSnapshot: (file) => {
      if (file === FILE) return ts.ScriptSnapshot.fromString(TEXT);
      return ts.sys.fileExists(file) ? ts.ScriptSnapshot.fromString(readFileSync(file, "utf8")) : undefined;
    },
    getCurrentDirectory: () => ROOT,
    getDefaultLibFileName: (options) => ts.getDefaultLibFilePath(options),
    fileExists: (file) => file === FILE || ts.sys.fileExists(file),
  });
  return service.getQuickInfoAtPosition(FILE, TEXT.indexOf(text) + text.length - 1)!;
}

test("hovering over the construct where it is made shows what it is, and an example", () => {
  const { displayParts, documentation, tags } = hoverOver("new SingleSessionConstruct");
  expect(ts.displayPartsToString(displayParts)).toContain("new SingleSessionConstruct(scope: Construct, id: string");
  expect(ts.displayPartsToString(documentation)).toMatch(
    /^Limits how many sessions each user of an Auth0 tenant may hold/,
  );
  const example = tags?.find(({ name }) => name === "example");
  expect(ts.displayPartsToString(example?.text)).toContain('new SingleSessionConstruct(stack, "SingleSession");');
}, 60_000);
