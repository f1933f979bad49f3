import { Type } from "@sinclair/typebox";
import type { CursorPage } from "../tenant/collection";

/** `page` and `per_page`: numbered pages. */
export const NumberedPage = {
  page: Type.Optional(Type.Integer({ minimum: 0 })),
  per_page: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
  include_totals: Type.Optional(Type.Boolean()),
};

/** `from` and `take`: a cursor, and how many items from there. */
export const Cursor = {
  from: Type.Optional(Type.String()),
  take: Type.Integer({ minimum: 1, maximum: 100, default: 50 }),
};

/** A bare array, or with `include_totals` an object that also tells where in the whole list the page is. */
export function numberedPage<Key extends string, Item>(
  key: Key,
  all: readonly Item[],
  { page = 0, per_page = 50, include_totals = false }: { page?: number; per_page?: number; include_totals?: boolean },
) {
  const start = page * per_page;
  const items = all.slice(start, start + per_page);
  if (!include_totals) return items;
  return { start, limit: per_page, total: all.length, [key]: items } as Record<Key, Item[]> & {
    start: number;
    limit: number;
    total: number;
  };
}

/** `{ <key>: [...], next? }` */
export function cursorPage<Key extends string, Item>(key: Key, { items, next }: CursorPage<Item>) {
  return { [key]: items, ...(next !== undefined && { next }) } as Record<Key, Item[]> & { next?: string };
}
