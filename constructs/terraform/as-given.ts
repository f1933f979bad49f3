import { Token } from "cdktf";
import { expression } from "./expression";
import { escapeTemplate } from "./template";
import { isToken, partsOf } from "./tokens";

/**
 * A text for an argument of a resource, which reaches the provider as it was given: Terraform reads no template in it.
 *
 * @param text may be a token of any type, such as a variable's `value`
 */
export function asGiven(text: string): string {
  if (!isToken(text)) return escapeTemplate(text);
  if (typeof text !== "string") return Token.asString(text);
  return partsOf(text).length === 1 ? text : Token.asString(expression`${text}`);
}
