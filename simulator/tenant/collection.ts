import { badRequest } from "../errors";

/** One page, and where the next one starts if there is one. */
export interface CursorPage<Item> {
  items: Item[];
  next?: string;
}

/** For each index, the key that an item is found by in it; null for none. It must stay the same while the item is there. */
type Keys<Item, Index extends string> = Record<Index, (item: Item) => string | null>;

/** An index, and a key in it. */
type By<Index extends string> = readonly [Index, string];

export interface PageRequest<Item, Index extends string> {
  /** The `next` of the page before. */
  from?: string;
  take: number;
  /** @default all */
  by?: By<Index>;
  matches?: (item: Item) => boolean;
  /** What was added last comes first. @default false */
  reversed?: boolean;
}

/** A collection as JSON: each item with its place in the order, so that cursors that were given out stay good. */
export interface CollectionState<Item> {
  lastPlace: number;
  entries: [id: string, place: number, item: Item][];
}

interface Entry<Item> {
  place: number;
  item: Item;
}

/** Entries by id, in the order they were added. */
type Entries<Item> = Map<string, Entry<Item>>;

/**
 * Things by id, in the order they were added, and by the indexes it is made with: what is found by a key costs the same
 * however many others there are. A cursor is a place in that order rather than an item, so that paging on after the last
 * item of a page was deleted misses nothing and repeats nothing.
 */
export class Collection<Item, Index extends string = never> {
  private readonly entries: Entries<Item> = new Map();
  private readonly indexes: { name: Index; keyOf: (item: Item) => string | null; byKey: Map<string, Entries<Item>> }[];
  private lastPlace = 0;

  constructor(keys: Keys<Item, Index> = {} as Keys<Item, Index>) {
    const names = Object.keys(keys) as Index[];
    this.indexes = names.map((name) => ({ name, keyOf: keys[name], byKey: new Map<string, Entries<Item>>() }));
  }

  add(id: string, item: Item): Item {
    this.delete(id);
    this.put(id, { place: ++this.lastPlace, item });
    return item;
  }

  state(): CollectionState<Item> {
    const entries = [...this.entries].map(([id, { place, item }]): [string, number, Item] => [id, place, item]);
    return { lastPlace: this.lastPlace, entries };
  }

  /** To an empty collection. */
  restore({ lastPlace, entries }: CollectionState<Item>): void {
    for (const [id, place, item] of entries) this.put(id, { place, item });
    this.lastPlace = lastPlace;
  }

  find(id: string): Item | undefined {
    return this.entries.get(id)?.item;
  }

  delete(id: string): void {
    const entry = this.entries.get(id);
    if (!entry) return;
    this.entries.delete(id);
    for (const { keyOf, byKey } of this.indexes) {
      const key = keyOf(entry.item);
      const found = key === null ? undefined : byKey.get(key);
      found?.delete(id);
      if (key !== null && found?.size === 0) byKey.delete(key);
    }
  }

  /** Everything, or what has the key in the index. */
  all(by?: By<Index>): Item[] {
    return itemsOf([...this.entriesBy(by).values()]);
  }

  /** @throws ManagementApiError 400 for a `from` that no page gave out */
  page({ from, take, by, matches = () => true, reversed = false }: PageRequest<Item, Index>): CursorPage<Item> {
    const after = from === undefined ? undefined : placeIn(from);
    const entries = this.entriesBy(by).values();
    const page: Entry<Item>[] = [];
    for (const entry of reversed ? [...entries].reverse() : entries) {
      const isBefore = after !== undefined && (reversed ? entry.place >= after : entry.place <= after);
      if (isBefore || !matches(entry.item)) continue;
      const last = page.at(-1);
      if (last && page.length === take) return { items: itemsOf(page), next: cursorAt(last.place) };
      page.push(entry);
    }
    return { items: itemsOf(page) };
  }

  private put(id: string, entry: Entry<Item>): void {
    this.entries.set(id, entry);
    for (const { keyOf, byKey } of this.indexes) {
      const key = keyOf(entry.item);
      if (key === null) continue;
      const found = byKey.get(key) ?? new Map<string, Entry<Item>>();
      byKey.set(key, found.set(id, entry));
    }
  }

  private entriesBy(by: By<Index> | undefined): Entries<Item> {
    if (!by) return this.entries;
    const [index, key] = by;
    return this.indexes.find(({ name }) => name === index)?.byKey.get(key) ?? new Map<string, Entry<Item>>();
  }
}

function itemsOf<Item>(entries: readonly Entry<Item>[]): Item[] {
  return entries.map(({ item }) => item);
}

export function cursorAt(place: number): string {
  return Buffer.from(String(place)).toString("base64url");
}

/** @throws ManagementApiError 400 where no page gave out such a cursor */
export function placeIn(cursor: string): number {
  const place = Number(Buffer.from(cursor, "base64url").toString());
  if (Number.isSafeInteger(place) && place >= 0 && cursorAt(place) === cursor) return place;
  throw badRequest(`The cursor in 'from' is not valid: ${cursor}`, "invalid_query_string");
}
