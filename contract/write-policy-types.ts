import { writeFileSync } from "node:fs";
import path from "node:path";
import { format, resolveConfig } from "prettier";
import type { Field, Group } from "./fields";
import { POLICY } from "./policy-fields";

const FILE = path.join(__dirname, "policy.ts");

/** The policy's TypeScript types. The doc comments say what each field means. */
async function policyTypes(): Promise<string> {
  const groups = groupsIn(POLICY);
  const text = `
    // Written by "npm run contract" from policy-fields.ts. Change that file, not this one.
    import type { WhenExceeded } from "./strategies";

    ${groups.map(groupType).join("\n\n")}

    ${documentType(POLICY)}
  `;
  return format(text, { ...(await resolveConfig(FILE)), parser: "typescript" });
}

/** Outer groups come before inner ones, in the order in which a reader meets them. */
function groupsIn(field: Field): Group[] {
  if (field.kind === "list") return groupsIn(field.of);
  return field.kind === "group" ? [field, ...Object.values(field.fields).flatMap(groupsIn)] : [];
}

function groupType({ type, doc, fields }: Group): string {
  const lines = Object.entries(fields).map(
    ([name, field]) => `${comment(field)}\nreadonly ${name}${field.required ? "" : "?"}: ${typeOf(field)};`,
  );
  return `${comment({ doc })}\nexport interface ${type} {\n${lines.join("\n\n")}\n}`;
}

/** The type of a policy in which every field that has a default is set. The Action decides by it. */
function documentType({ type, fields }: Group): string {
  const defaulted = Object.entries<Field>(fields).filter(([, field]) => "default" in field);
  const lines = defaulted.map(([name, field]) => `readonly ${name}: ${typeOf(field)};`);
  const doc = "A policy with every default filled in. This is what the Action decides by.";
  return `/** ${doc} */\nexport interface PolicyDocument extends ${type} {\n${lines.join("\n")}\n}`;
}

function comment(field: Pick<Field, "doc" | "otherwise"> & { default?: unknown }): string {
  const fallback = "default" in field ? JSON.stringify(field.default) : field.otherwise && `- ${field.otherwise}`;
  const lines = [...(field.doc ?? "").split("\n"), ...(fallback === undefined ? [] : ["", `@default ${fallback}`])];
  return lines.length === 1
    ? `/** ${lines[0]} */`
    : `/**\n${lines.map((line) => ` * ${line}`.trimEnd()).join("\n")}\n */`;
}

function typeOf(field: Field): string {
  switch (field.kind) {
    case "whole number":
      return field.or === undefined ? "number" : `number | "${field.or}"`;
    case "choice":
      return field.type ?? field.values.map((value) => `"${value}"`).join(" | ");
    case "text":
      return "string";
    case "flag":
      return "boolean";
    case "list":
      return `readonly ${typeOf(field.of)}[]`;
    case "group":
      return field.type;
  }
}

const isPrinted = process.argv.includes("--print");
void policyTypes().then((text) => (isPrinted ? process.stdout.write(text) : writeFileSync(FILE, text)));
