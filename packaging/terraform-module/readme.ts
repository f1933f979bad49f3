import { BINDINGS, CREDENTIALS } from "./modes";
import { attributesOf } from "./policy-variable";
import { TEST_FILE } from "./test-file";

/** What a reader needs to know about each variable. */
type Described = Readonly<Record<string, { readonly type: string; readonly description: string }>>;

const PACKAGE = "cdktf-auth0-single-session";

export function overview(): string {
  const rows = (modes: Readonly<Record<string, { doc: string }>>) =>
    table(
      ["folder", "what it does"],
      Object.entries(modes).map(([name, { doc }]) => [`\`${name}\``, doc]),
    );
  return `# Terraform modules

Each module limits how many sessions an Auth0 user may hold. Choose one by its path, \`<credentials>/<binding>\`. All modules
give their resources the same addresses, so a change of the path has the same effect as the same change of the construct.
Each has a README.md with an example to copy and all of its inputs, and a test, \`${TEST_FILE}\`, which needs no tenant: run
\`terraform init -backend=false && terraform test\` in its folder. A folder is a whole module: copy it if you like.

## Credentials

${rows(CREDENTIALS)}

## Binding

${rows(BINDINGS)}
`;
}

export function moduleReadme(credentials: string, binding: string, variables: Described): string {
  const inputs = Object.entries(variables).map(([name, { description, ...variable }]) => {
    const type = name === "policy" ? "object" : variable.type;
    const isOptional = "default" in variable;
    return [`\`${name}\``, `\`${type}\``, isOptional ? "no" : "yes", description];
  });
  const required = inputs.filter(([, , needed]) => needed === "yes").map(([name]) => `  ${name!.slice(1, -1)} = …`);
  const policy = attributesOf().map(({ path, type, doc, fallback }) => [`\`${path}\``, type, fallback, doc]);
  return `# ${credentials}, ${binding}

${CREDENTIALS[credentials]!.doc} ${BINDINGS[binding]!.doc}

\`\`\`hcl
terraform {
  required_providers {
    auth0 = { source = "auth0/auth0" }
  }
}

provider "auth0" {}

module "single_session" {
  source = "./node_modules/${PACKAGE}/dist/terraform-module/${credentials}/${binding}"
  policy = { maxSessions = 1 }
${required.map((line) => `${line}\n`).join("")}}
\`\`\`

To use a provider other than the default one, pass \`providers = { auth0 = auth0.other }\`.

## Inputs

${table(["name", "type", "required", "what it is"], inputs)}

\`policy\` has these attributes. Check their spelling: Terraform silently drops an attribute that it does not know.

${table(["attribute", "type", "default", "what it is"], policy)}
`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replace(/\s*\n[\s-]*/g, " ").replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
