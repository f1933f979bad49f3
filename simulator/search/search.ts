import { badRequest, notImplemented } from "../errors";
import { asNumber, type Fields, type Value } from "./fields";
import { matcherOf } from "./query";

/** How far the pages of a search go. Source: Auth0's pages on searching users and log events. */
const MAXIMUM_RESULTS = 1000;

export interface Search {
  q?: string;
  /** `field:1` for ascending, `field:-1` for descending. */
  sort?: string;
  page?: number;
  per_page?: number;
  include_totals?: boolean;
}

export interface Searchable<Item> {
  items: readonly Item[];
  fields: Fields<Item>;
  caseSensitive: boolean;
}

/**
 * One page of what was searched for. What has no value to sort by comes last.
 *
 * @throws ManagementApiError 400 beyond the first 1,000 results and for what is no query, 501 for what is not simulated
 */
export function search<Item>(searchable: Searchable<Item>, { q, sort, page = 0, per_page = 50 }: Search) {
  if ((page + 1) * per_page > MAXIMUM_RESULTS) {
    throw badRequest(`You can only page through the first ${MAXIMUM_RESULTS} records.`, "invalid_paging");
  }
  const { items, fields, caseSensitive } = searchable;
  const matches = q === undefined ? () => true : matcherOf(q, fields, caseSensitive);
  const found = items.filter((item) => matches(item));
  if (sort !== undefined) found.sort(orderOf(sort, fields));
  const start = page * per_page;
  return { found: found.slice(start, start + per_page), start, limit: per_page, total: found.length };
}

function orderOf<Item>(sort: string, fields: Fields<Item>): (one: Item, other: Item) => number {
  const [, name = "", direction] = /^([\w.]+):(-?1)$/.exec(sort) ?? [];
  if (direction === undefined) {
    throw badRequest(
      `Query validation error: 'sort must be a field with :1 or :-1, got ${sort}'.`,
      "invalid_query_string",
    );
  }
  const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (!field) throw notImplemented(`The simulator cannot sort by ${name}: it can by ${Object.keys(fields).join(", ")}`);
  const { kind, valuesOf } = field;
  return (one, other) => {
    const [a, b] = [valuesOf(one)[0], valuesOf(other)[0]];
    if (a === undefined || a === null) return b === undefined || b === null ? 0 : 1;
    if (b === undefined || b === null) return -1;
    const ascending = kind === "text" ? compareTexts(a, b) : asNumber(kind, a) - asNumber(kind, b);
    return ascending * Number(direction);
  };
}

function compareTexts(one: Value, other: Value): number {
  const [a, b] = [String(one), String(other)];
  return a < b ? -1 : a > b ? 1 : 0;
}
