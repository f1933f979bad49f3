import { readFileSync } from "node:fs";
import path from "node:path";

const ROOT = path.join(__dirname, "../..");

test("docs/adopting.md quotes the code that the end-to-end test runs", () => {
  const code = readFileSync(path.join(ROOT, "examples/adopting.ts"), "utf8");
  const asSeenFromOutside = code.replace('"../constructs"', '"cdktf-auth0-single-session"');
  expect(readFileSync(path.join(ROOT, "docs/adopting.md"), "utf8")).toContain(`\`\`\`ts\n${asSeenFromOutside}\`\`\``);
});
