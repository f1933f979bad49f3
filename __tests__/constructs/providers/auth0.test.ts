import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { Testing, TerraformStack } from "cdktf";
import { Auth0Provider } from "../../../constructs/providers/auth0/provider";

const FOLDER = path.join(__dirname, "..", "..", "..", "constructs", "providers", "auth0");
const files = readdirSync(FOLDER, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));

test("a stack requires auth0/auth0 1.52 or newer, not one exact version", () => {
  const stack = new TerraformStack(Testing.app(), "stack");
  new Auth0Provider(stack, "auth0");
  expect(JSON.parse(Testing.synth(stack))).toMatchObject({
    terraform: { required_providers: { auth0: { source: "auth0/auth0", version: ">= 1.52" } } },
  });
});

test("there are the classes in use and no others", () => {
  expect(files.map((file) => path.dirname(file)).sort()).toEqual([
    "action",
    "client",
    "client-credentials",
    "client-grant",
    "data-auth0-tenant",
    "provider",
    "trigger-action",
    "trigger-actions",
  ]);
});

test.each(files)("%s says that it is generated, and names no registry's host", (file) => {
  const text = readFileSync(path.join(FOLDER, file), "utf8");
  expect(text.split("\n")[1]).toBe("// generated from terraform resource schema");
  expect(text).not.toMatch(/registry\.[a-z]/);
});
