import { badRequest, notImplemented } from "../errors";
import type { Fields } from "./fields";

/**
 * `text`, `field:text` or either with the text in quotes, and what separates it from the next. Only after a field, it may have
 * colons.
 */
const CLAUSE = /(?:([\w.]+):)?(?:"([^"]*)"|((?<=:)[^\s"]+|[^\s":]+))(?:\s+|$)/y;

/**
 * Whether an item is what Auth0's older searches ask for: texts are begun with, texts in quotes are equal, whatever the case,
 * and each clause has to fit. Source: the parameter `search` of `GET /logs` in the specification.
 *
 * @param unnamed the fields that a text without a field is looked for in
 * @throws ManagementApiError 400 for what is no search, 501 for a field that is not simulated
 */
export function plainMatcherOf<Item>(
  search: string,
  fields: Fields<Item>,
  unnamed: readonly string[],
): (item: Item) => boolean {
  const clauses = clausesOf(search).map(({ field, text, isWhole }) => {
    const asked = (field === undefined ? unnamed : [field]).map((name) => fieldNamed(fields, name));
    const wanted = text.toLowerCase();
    const fits = (value: string) => (isWhole ? value === wanted : value.startsWith(wanted));
    return (item: Item) =>
      asked.some(({ valuesOf }) => valuesOf(item).some((value) => fits(String(value ?? "").toLowerCase())));
  });
  return (item) => clauses.every((matches) => matches(item));
}

function clausesOf(search: string): { field?: string | undefined; text: string; isWhole: boolean }[] {
  const text = search.trim();
  const clauses = [];
  CLAUSE.lastIndex = 0;
  while (CLAUSE.lastIndex < text.length) {
    const found = CLAUSE.exec(text);
    if (!found) throw badRequest(`The search in 'search' is not valid: ${search}`, "invalid_query_string");
    const [, field, quoted, plain = ""] = found;
    clauses.push({ field, text: quoted ?? plain, isWhole: quoted !== undefined });
  }
  return clauses;
}

function fieldNamed<Item>(fields: Fields<Item>, name: string) {
  const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (field) return field;
  throw notImplemented(`The simulator cannot search ${name}: it can search ${Object.keys(fields).join(", ")}`);
}
