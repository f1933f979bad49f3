import { badRequest } from "../errors";
import type { Kind } from "./fields";

/** What a text in a query stands for: of dates, a whole year, month or day, or one moment. Dates are in milliseconds. */
interface Interval {
  first: number;
  last: number;
}

type Ends = [min: string, max: string];

const DATE = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(T.+)?)?)?$/;

/** Whether a value is what the text stands for. */
export function isIn(kind: Kind, text: string): (value: number) => boolean {
  const { first, last } = intervalOf(kind, text);
  return (value) => first <= value && value <= last;
}

/** Whether a value is between two ends, of which "*" is none. */
export function isBetween(kind: Kind, [min, max]: Ends, includes: { min: boolean; max: boolean }) {
  const from = min === "*" ? { first: -Infinity, last: -Infinity } : intervalOf(kind, min);
  const to = max === "*" ? { first: Infinity, last: Infinity } : intervalOf(kind, max);
  return (value: number): boolean =>
    (includes.min ? value >= from.first : value > from.last) && (includes.max ? value <= to.last : value < to.first);
}

function intervalOf(kind: Kind, text: string): Interval {
  const interval = kind === "date" ? dates(text) : numbers(text);
  if (interval) return interval;
  const expected = kind === "date" ? "a date in ISO 8601" : "a number";
  throw badRequest(`The query in 'q' has ${text} where ${expected} belongs`, "invalid_query_string");
}

function numbers(text: string): Interval | undefined {
  const value = Number(text);
  return text === "" || !Number.isFinite(value) ? undefined : { first: value, last: value };
}

function dates(text: string): Interval | undefined {
  const [, year, month, day, time] = DATE.exec(text) ?? [];
  if (year === undefined) return undefined;
  if (time !== undefined) return interval(Date.parse(text), Date.parse(text) + 1);
  const [y, m, d] = [Number(year), Number(month ?? 1) - 1, Number(day ?? 1)];
  const first = Date.UTC(y, m, d);
  if (new Date(first).toISOString().slice(0, text.length) !== text) return undefined;
  if (day !== undefined) return interval(first, Date.UTC(y, m, d + 1));
  return interval(first, month === undefined ? Date.UTC(y + 1) : Date.UTC(y, m + 1));
}

function interval(first: number, end: number): Interval | undefined {
  return Number.isNaN(first) ? undefined : { first, last: end - 1 };
}
