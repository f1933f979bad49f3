import { Type, type Static } from "@sinclair/typebox";
import { Whole } from "../schema";
import { cursorAt, placeIn, type CursorPage } from "../tenant/collection";

/** `page` and `per_page`: numbered pages. */
export const NumberedPage = {
  page: Type.Optional(Whole({ minimum: 0 })),
  per_page: Type.Optional(Whole({ minimum: 1, maximum: 100 })),
  include_totals: Type.Optional(Type.Boolean()),
};

const DEFAULT_TAKE = 50;

/** `from` and `take`: a cursor, and how many items from there. */
export const Cursor = {
  from: Type.Optional(Type.String()),
  take: Whole({ minimum: 1, maximum: 100, default: DEFAULT_TAKE }),
};

/** The cursor by which a list is asked for, if it is by one. */
export function cursorIn({ from, take }: { from?: string; take?: number }) {
  return from === undefined && take === undefined ? undefined : { from, take: take ?? DEFAULT_TAKE };
}

/** For lists that Auth0 pages in either way: by cursor where `from` or `take` is given. */
export const EitherPage = Type.Object({
  ...NumberedPage,
  from: Cursor.from,
  take: Type.Optional(Whole({ minimum: 1, maximum: 100 })),
});

export function pageOfEither<Key extends string, Item>(
  key: Key,
  all: readonly Item[],
  query: Static<typeof EitherPage>,
) {
  const cursor = cursorIn(query);
  if (!cursor) return numberedPage(key, all, query);
  const { from, take } = cursor;
  const start = from === undefined ? 0 : placeIn(from);
  const end = start + take;
  return cursorPage(key, {
    items: all.slice(start, end),
    ...(end < all.length && { next: cursorAt(end) }),
  });
}

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
