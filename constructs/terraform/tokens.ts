import { Token, Tokenization, type IResolvable } from "cdktf";
import { isPlainObject } from "../../contract/fields";

/** How cdktf writes a token into a text: by a marker, or as a number that stands for it. */
const TOKEN_IN_TEXT = /(\$\{TfToken\[[^\]]+\]\}|-?\d(?:\.\d+)?e\+\d+)/;

/** A text in its parts: those that are known, and the tokens between them. */
export function partsOf(text: string): (string | IResolvable)[] {
  return text
    .split(TOKEN_IN_TEXT)
    .map((part) => tokenIn(part) ?? part)
    .filter((part) => part !== "");
}

function tokenIn(part: string): IResolvable | undefined {
  if (!TOKEN_IN_TEXT.test(part)) return undefined;
  return part.startsWith("$") ? Tokenization.reverseString(part).firstToken : Tokenization.reverseNumber(Number(part));
}

/** Whether a value is a cdktf token, or a text with one in it: only Terraform will know it. */
export function isToken(value: unknown): boolean {
  return (
    Token.isUnresolved(value) || (typeof value === "string" && partsOf(value).some((part) => typeof part !== "string"))
  );
}

/** Whether a value may turn out to be a text: a text with a token in it, or a token that does not stand for something else. */
export function isTokenOfText(value: unknown): boolean {
  return typeof value === "string" ? isToken(value) : Tokenization.isResolvable(value);
}

/** Whether a value is a token, or holds one anywhere: in a list, or in an object that is no instance of a class. */
export function holdsToken(value: unknown): boolean {
  if (isToken(value)) return true;
  if (Array.isArray(value)) return value.some(holdsToken);
  return isPlainObject(value) && Object.values(value).some(holdsToken);
}
