import { Token, Tokenization, type IResolvable, type IResolveContext } from "cdktf";
import { escapeTemplate } from "./template";
import { isToken, partsOf } from "./tokens";

/**
 * An expression in Terraform's own language. The values in it may be, or contain, cdktf tokens. Everything else in them reaches
 * Terraform unchanged, which cdktf's own functions do not guarantee for backslashes and `%{`.
 *
 * @returns the expression as a token
 */
export function expression(text: TemplateStringsArray, ...values: unknown[]): IResolvable {
  return new Expression((write) => text.map((part, i) => (i === 0 ? part : `${write(values[i - 1])}${part}`)).join(""));
}

/** An expression whose source text is already written out. */
export function source(text: string): IResolvable {
  return new Expression(() => text);
}

/** The source text of a string literal in Terraform's language. */
export function quote(text: string): string {
  // Terraform knows all of JSON's escapes except these two.
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

/** The source text of a value. */
function write(value: unknown, context: IResolveContext): string {
  if (typeof value === "string") return writeText(value, context);
  const [token] = Token.isUnresolved(value) ? Tokenization.reverse(value) : [];
  if (token) return writeToken(token, context);
  if (Array.isArray(value)) return `[${value.map((entry) => write(entry, context)).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value ?? null);
  const entries = Object.entries(value).filter(([, entry]) => entry !== undefined);
  return `{${entries.map(([name, entry]) => `${quote(name)} = ${write(entry, context)}`).join(", ")}}`;
}

/** The parts are joined, because a template would read a "$" before an expression as an escape. */
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

/** A token resolves to a template: a literal string, or an expression that its author wrote. */
function writeTemplate(template: string): string {
  const [, only] = /^\$\{((?:(?!\$\{)[^])*)\}$/.exec(template) ?? [];
  return only ?? JSON.stringify(template);
}
