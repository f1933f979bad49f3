import { Token, Tokenization, type IResolvable, type IResolveContext } from "cdktf";
import { escapeTemplate } from "./template";
import { isToken, partsOf } from "./tokens";

/**
 * An expression in Terraform's own language. The values in it may be, or hold, cdktf tokens; what they hold besides reaches
 * Terraform unchanged, which cdktf's own functions do not promise of backslashes and of `%{`.
 *
 * @returns the expression as a token
 */
export function expression(text: TemplateStringsArray, ...values: unknown[]): IResolvable {
  return new Expression((write) => text.map((part, i) => (i === 0 ? part : `${write(values[i - 1])}${part}`)).join(""));
}

/** An expression that is written out already. */
export function source(text: string): IResolvable {
  return new Expression(() => text);
}

/** Source text of a string in Terraform's language that stands for this text. */
export function quote(text: string): string {
  // Of JSON's escapes, Terraform knows all but these two.
  const json = JSON.stringify(text).replace(/\\[\\bf]/g, (escape) => UNKNOWN_ESCAPES[escape] ?? escape);
  return escapeTemplate(json);
}

const UNKNOWN_ESCAPES: Record<string, string> = { "\\b": "\\u0008", "\\f": "\\u000c" };

class Expression implements IResolvable {
  readonly creationStack = [];

  constructor(private readonly sourceOf: (write: (value: unknown) => string) => string) {}

  resolve(context: IResolveContext): string {
    const isNested = context.suppressBraces;
    const source = this.sourceOf((value) => write(value, context));
    context.suppressBraces = isNested;
    return isNested ? source : `\${${source}}`;
  }

  toString(): string {
    return Token.asString(this);
  }
}

/** Source text of a value. */
function write(value: unknown, context: IResolveContext): string {
  if (typeof value === "string") return writeText(value, context);
  const [token] = Token.isUnresolved(value) ? Tokenization.reverse(value) : [];
  if (token) return writeToken(token, context);
  if (Array.isArray(value)) return `[${value.map((entry) => write(entry, context)).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value ?? null);
  const entries = Object.entries(value).filter(([, entry]) => entry !== undefined);
  return `{${entries.map(([name, entry]) => `${quote(name)} = ${write(entry, context)}`).join(", ")}}`;
}

/** Joined, and no template: where a "$" comes before an expression, a template would take the two for an escape. */
function writeText(text: string, context: IResolveContext): string {
  const parts = partsOf(text).map((part) => (typeof part === "string" ? quote(part) : writeToken(part, context)));
  return parts.length > 1 ? `join("", [${parts.join(", ")}])` : (parts[0] ?? '""');
}

function writeToken(token: IResolvable, context: IResolveContext): string {
  context.suppressBraces = false;
  const value: unknown = token.resolve(context);
  context.suppressBraces = true;
  if (typeof value !== "string") return write(value, context);
  const source: unknown = token.resolve(context);
  if (value === `\${${String(source)}}`) return String(context.resolve(source));
  return isToken(value) ? writeText(value, context) : writeTemplate(value);
}

/** What a token stands for is a template: a text, or an expression that its author wrote. */
function writeTemplate(template: string): string {
  const [, only] = /^\$\{((?:(?!\$\{)[^])*)\}$/.exec(template) ?? [];
  return only ?? JSON.stringify(template);
}
