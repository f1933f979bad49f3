import { Token } from "cdktf";
import { expression } from "./expression";
import { escapeTemplate } from "./template";
import { isToken, partsOf } from "./tokens";

/**
 * A string for an argument of a resource. It reaches the provider exactly as given: Terraform does not read it as a template.
 *
 * @param text may be a token of any type, such as a variable's `value`
 */
export function asGiven(text: string): string {
  if (!isToken(text)) return escapeTemplate(text);
  if (typeof text !== "string") return Token.asString(text);
  return partsOf(text).length === 1 ? text : Token.asString(expression`${text}`);
}
