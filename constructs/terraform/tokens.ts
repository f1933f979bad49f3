import { Token, Tokenization, type IResolvable } from "cdktf";
import { isPlainObject } from "../../contract/fields";

/** How cdktf writes a token into a string: as a marker, or as a number that stands for it. */
const TOKEN_IN_TEXT = /(\$\{TfToken\[[^\]]+\]\}|-?\d(?:\.\d+)?e\+\d+)/;

/** Splits a string into the parts that are known and the tokens between them. */
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

/** Whether a value is a cdktf token or a string that contains one, so that only Terraform will know it. */
export function isToken(value: unknown): boolean {
  return (
    Token.isUnresolved(value) || (typeof value === "string" && partsOf(value).some((part) => typeof part !== "string"))
  );
}

/** Whether a value may turn out to be a string: a string that contains a token, or a token that stands for no other type. */
export function isTokenOfText(value: unknown): boolean {
  return typeof value === "string" ? isToken(value) : Tokenization.isResolvable(value);
}

/** Whether a value is a token or contains one anywhere: in a list, or in an object that is not an instance of a class. */
export function holdsToken(value: unknown): boolean {
  if (isToken(value)) return true;
  if (Array.isArray(value)) return value.some(holdsToken);
  return isPlainObject(value) && Object.values(value).some(holdsToken);
}
