import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { ComplexObject, Testing, TerraformStack } from "cdktf";
import ts from "typescript";
import { Client } from "../../../constructs/providers/auth0/client";
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
    "data-auth0-client-grants",
    "data-auth0-tenant",
    "provider",
    "trigger-action",
    "trigger-actions",
  ]);
});

test("a resource creates the parts that are set, and others when they are first used", () => {
  const stack = new TerraformStack(Testing.app(), "stack");
  const client = new Client(stack, "client", { name: "shop", jwtConfiguration: { alg: "RS256" } });
  const parts = () => Object.values(client).filter((part) => part instanceof ComplexObject);
  const synthesized = () =>
    (JSON.parse(Testing.synth(stack)) as { resource: { auth0_client: { client: object } } }).resource.auth0_client
      .client;

  expect(synthesized()).toEqual({ name: "shop", jwt_configuration: { alg: "RS256" } });
  expect(parts()).toHaveLength(1);

  client.putMobile({ ios: { teamId: "team" } });
  client.putAddons({ slack: { team: "team" } });
  client.resetAddons();
  expect(synthesized()).toEqual({
    name: "shop",
    jwt_configuration: { alg: "RS256" },
    mobile: { ios: { team_id: "team" } },
  });
  expect(client.mobile).toBe(client.mobile);
});

test.each(files)("%s says that it is generated, and names no registry's host", (file) => {
  const text = readFileSync(path.join(FOLDER, file), "utf8");
  expect(text.split("\n")[1]).toBe("// generated from terraform resource schema");
  expect(text).not.toMatch(/registry\.[a-z]/);
});

/** The first line of what is said of each member of each class and interface: `Client.clientId`. */
function comments(file: string): Map<string, string | undefined> {
  const source = ts.createSourceFile(file, readFileSync(path.join(FOLDER, file), "utf8"), ts.ScriptTarget.ES2022, true);
  const types = source.statements.filter((node) => ts.isClassDeclaration(node) || ts.isInterfaceDeclaration(node));
  return new Map(
    types.flatMap(({ name: owner, members }) =>
      [...members]
        .filter(({ name, kind }) => name && kind !== ts.SyntaxKind.SetAccessor)
        .map((member): [string, string | undefined] => {
          const [comment] = ts.getJSDocCommentsAndTags(member);
          const text = comment && ts.getTextOfJSDocComment(comment.comment);
          return [`${owner!.text}.${member.name!.getText()}`, text?.split("\n")[0]!.trim()];
        }),
    ),
  );
}

test.each(files)("%s says of each attribute that is read the same as of the field that sets it", (file) => {
  const said = comments(file);
  for (const [member, text] of said) {
    if (!text || text.startsWith("Documentation:")) continue;
    const [owner = "", name = ""] = member.split(".");
    const readFrom = said.has(`${owner}OutputReference.${name}`)
      ? `${owner}OutputReference`
      : owner.replace(/Config$/, "");
    expect([member, said.get(`${readFrom}.${name}`)]).toEqual([member, text]);
  }
});

test.each([
  ["client", "Client.clientId", "The ID of the client."],
  ["client", "Client.putOidcLogout", "Configure OIDC logout for the Client"],
  ["action", "Action.versionId", "Version ID of the action. This value is available if `deploy` is set to true."],
])("%s: %s says what the provider says of it", (folder, member, text) => {
  expect(comments(`${folder}/index.ts`).get(member)).toBe(text);
});
