import type { StoredUser } from "../tenant/users";
import { html, type Html } from "./html";

/** A moment as people read it, in UTC, to the second. */
export function moment(iso: string): Html {
  return html`<time datetime="${iso}">${iso.slice(0, 19).replace("T", " ")}</time>`;
}

/** What somebody else has named, which may be of any language and direction. */
export function name(text: string): Html {
  return html`<bdi>${text}</bdi>`;
}

export function nameOf({ name, email, username, user_id }: StoredUser): string {
  return name || email || username || user_id;
}

const UNITS = [
  { unit: "day", milliseconds: 24 * 60 * 60 * 1000 },
  { unit: "hour", milliseconds: 60 * 60 * 1000 },
  { unit: "minute", milliseconds: 60 * 1000 },
  { unit: "second", milliseconds: 1000 },
];

/** Such as "8 days and 1 hour". */
export function span(milliseconds: number): string {
  let left = milliseconds;
  const parts = UNITS.flatMap(({ unit, milliseconds: length }) => {
    const count = Math.floor(left / length);
    left -= count * length;
    return count === 0 ? [] : [counted(count, unit)];
  });
  return parts.join(" and ") || `${milliseconds} ms`;
}

/** Such as "1 session" and "2 sessions". */
export function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}
