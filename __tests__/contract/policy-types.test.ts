import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";

const ROOT = path.join(__dirname, "..", "..");

test("the policy's types are as its fields declare them", () => {
  const types = execFileSync("npx", ["tsx", "contract/write-policy-types.ts", "--print"], {
    cwd: ROOT,
    encoding: "utf8",
  });
  expect(types).toBe(readFileSync(path.join(ROOT, "contract", "policy.ts"), "utf8"));
});
