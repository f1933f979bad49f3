import { parse, type AST, type Node, type NodeRangedTerm, type NodeTerm, type Operator } from "lucene";
import { badRequest, notImplemented } from "../errors";
import { asNumber, type Field, type Fields, type Kind, type Value } from "./fields";
import { isBetween, isIn } from "./interval";

type Matcher<Item> = (item: Item) => boolean;

const IMPLICIT = "<implicit>";

/**
 * Whether an item is what a query in Lucene's syntax asks for: fields, phrases, prefixes, ranges, `_exists_`, AND, OR, NOT and
 * parentheses. Whatever else a query has is refused, because ignoring it would find too much.
 *
 * @throws ManagementApiError 400 for what is no query, 501 for what is not simulated
 */
export function matcherOf<Item>(query: string, fields: Fields<Item>, caseSensitive: boolean): Matcher<Item> {
  return new Compiler(fields, caseSensitive).compile(parsed(query), IMPLICIT);
}

/** An operator with nothing to join, which the parser forgets. */
const LOOSE_OPERATOR = /(^|\s)(AND|OR)\s+(AND|OR)\s|^\s*(AND|OR)\s|(^|\s)(AND|OR|NOT)\s*$/;

function parsed(query: string): AST {
  try {
    const ast = parse(query);
    if ("left" in ast && !LOOSE_OPERATOR.test(query.replaceAll(/"[^"]*"/g, '""'))) return ast;
  } catch {
    // Refused below.
  }
  throw badRequest(`The query in 'q' is not valid: ${query}`, "invalid_query_string");
}

class Compiler<Item> {
  constructor(
    private readonly fields: Fields<Item>,
    private readonly caseSensitive: boolean,
  ) {}

  /** @param around the field of the parentheses around it, as in `type:(s OR f)` */
  compile(node: AST | Node, around: string): Matcher<Item> {
    if (!("left" in node)) return this.compileTerm({ ...node, field: node.field === IMPLICIT ? around : node.field });
    const inner = node.field === undefined || node.field === IMPLICIT ? around : node.field;
    const { operator, operands } = chainOf(node);
    const matchers = operands.map(({ node: operand, negated }) => {
      const matches = this.compile(operand, inner);
      return negated ? (item: Item) => !matches(item) : matches;
    });
    if (operator === "OR") return (item) => matchers.some((matches) => matches(item));
    return (item) => matchers.every((matches) => matches(item));
  }

  private compileTerm(node: NodeTerm | NodeRangedTerm): Matcher<Item> {
    if (node.field === "_exists_" && "term" in node) {
      const { valuesOf } = this.fieldNamed(unescape(node.term));
      return (item) => valuesOf(item).some(isThere);
    }
    const field = this.fieldNamed(unescape(node.field));
    const matches = "term" in node ? this.termMatcher(field.kind, node) : rangeMatcher(field.kind, node);
    return (item) => field.valuesOf(item).some((value) => isThere(value) && matches(value));
  }

  private fieldNamed(name: string): Field<Item> {
    const field = Object.hasOwn(this.fields, name) ? this.fields[name] : undefined;
    if (field) return field;
    const known = Object.keys(this.fields).join(", ");
    throw notImplemented(
      `The simulator cannot search ${name === IMPLICIT ? "without a field" : name}: it can search ${known}`,
    );
  }

  private termMatcher(kind: Kind, { term, quoted, regex, similarity, boost, prefix }: NodeTerm) {
    const isFuzzy = typeof similarity === "number" || typeof boost === "number";
    if (regex || isFuzzy || prefix !== null || (!quoted && /(^|[^\\])[?*]./.test(term))) {
      throw notImplemented(
        `The simulator cannot search for ${term} as it is asked to: only for texts, phrases and prefixes`,
      );
    }
    const text = unescape(term);
    if (kind === "date" || kind === "number") {
      const matches = isIn(kind, text);
      return (value: Value) => matches(asNumber(kind, value));
    }
    const wanted = this.folded(text);
    if (!quoted && /(^|[^\\])\*$/.test(term))
      return (value: Value) => this.folded(value).startsWith(wanted.slice(0, -1));
    return (value: Value) => this.folded(value) === wanted;
  }

  private folded(value: Value): string {
    return this.caseSensitive ? String(value) : String(value).toLowerCase();
  }
}

function rangeMatcher(kind: Kind, { term_min, term_max, inclusive }: NodeRangedTerm) {
  if (kind === "text" || kind === "boolean") {
    throw notImplemented("The simulator can search dates and numbers by their range, and nothing else");
  }
  const includes = {
    min: inclusive === "both" || inclusive === "left",
    max: inclusive === "both" || inclusive === "right",
  };
  const matches = isBetween(kind, [unescape(term_min), unescape(term_max)], includes);
  return (value: Value) => matches(asNumber(kind, value));
}

interface Operand {
  node: AST | Node;
  negated: boolean;
}

/** What one operator holds together: `a AND b AND NOT c`. Two operators need parentheses, as nobody knows which binds first. */
function chainOf(ast: AST): { operator: "AND" | "OR"; operands: Operand[] } {
  const operators = new Set<Operator>();
  const operands: Operand[] = [];
  let rest: AST | Node = ast;
  let negated = false;
  for (;;) {
    if (!("left" in rest) || (rest !== ast && rest.parenthesized)) {
      operands.push({ node: rest, negated });
      break;
    }
    operands.push({ node: rest.left, negated: negated || ("start" in rest && rest.start === "NOT") });
    if (!("operator" in rest)) break;
    negated = rest.operator.endsWith("NOT");
    operators.add(rest.operator.replace(/ ?NOT$/, "") as Operator);
    rest = rest.right;
  }
  const [operator = "AND", ...others] = operators;
  if (others.length > 0 || (operator !== "AND" && operator !== "OR")) {
    throw notImplemented("The simulator can search for what one AND or one OR joins: put parentheses around the rest");
  }
  return { operator, operands };
}

function unescape(text: string): string {
  return text.replaceAll(/\\(.)/g, "$1");
}

function isThere(value: Value): boolean {
  return value !== undefined && value !== null;
}
