import type { Field } from "../../contract/fields";
import { POLICY } from "../../contract/policy-fields";
import { problemsIn } from "../../constructs/problems-in-terraform";

const PROBLEMS = `flatten([for v in [var.policy] : ${problemsIn(POLICY, "policy")}])`;

/** The variable `policy`, in Terraform's JSON, with everything that the contract says about each field. */
export const POLICY_VARIABLE = {
  description: "How many sessions a user may hold, and what happens at that limit. README.md describes each attribute.",
  type: typeOf(POLICY),
  default: {},
  nullable: false,
  validation: [{ condition: `\${length(${PROBLEMS}) == 0}`, error_message: `\${join("\\n", ${PROBLEMS})}` }],
};

/** A Terraform type constraint. A value that may be a word or a number is a string, because Terraform converts numbers to strings. */
function typeOf(field: Field): string {
  switch (field.kind) {
    case "whole number":
      return field.or === undefined ? "number" : "string";
    case "choice":
    case "text":
      return "string";
    case "flag":
      return "bool";
    case "list":
      return `list(${typeOf(field.of)})`;
    case "group": {
      const attributes = Object.entries<Field>(field.fields).map(([name, inner]) => {
        const type = typeOf(inner);
        return `${name} = ${inner.required ? type : `optional(${type})`}`;
      });
      return `object({ ${attributes.join(", ")} })`;
    }
  }
}

interface Attribute {
  readonly path: string;
  readonly type: string;
  readonly doc: string;
  readonly fallback: string;
}

/** Every attribute of the policy. Nested attributes follow the one that contains them. */
export function attributesOf(field: Field = POLICY, path = ""): Attribute[] {
  if (field.kind === "list") return attributesOf(field.of, `${path}[*]`);
  if (field.kind !== "group") return [];
  return Object.entries<Field>(field.fields).flatMap(([name, inner]) => {
    const inside = path === "" ? name : `${path}.${name}`;
    const fallback = "default" in inner ? JSON.stringify(inner.default) : inner.required ? "required" : inner.otherwise;
    const type = typeOf(inner).replace(/\(.*/, "");
    return [{ path: inside, type, doc: inner.doc ?? "", fallback: fallback ?? "" }, ...attributesOf(inner, inside)];
  });
}
