import { badRequest } from "../errors";

/** One page, and where the next one starts if there is one. */
export interface CursorPage<Item> {
  items: Item[];
  next?: string;
}

/**
 * Things by id, in the order they were added. A cursor is a place in that order rather than an item, so that paging on
 * after the last item of a page was deleted misses nothing and repeats nothing.
 */
export class Collection<Item> {
  private readonly entries = new Map<string, { place: number; item: Item }>();
  private lastPlace = 0;

  add(id: string, item: Item): Item {
    this.entries.set(id, { place: ++this.lastPlace, item });
    return item;
  }

  find(id: string): Item | undefined {
    return this.entries.get(id)?.item;
  }

  delete(id: string): void {
    this.entries.delete(id);
  }

  all(): Item[] {
    return [...this.entries.values()].map(({ item }) => item);
  }

  /**
   * @param from the `next` of the page before
   * @throws ManagementApiError 400 for any other text
   */
  page(from: string | undefined, take: number, matches: (item: Item) => boolean = () => true): CursorPage<Item> {
    const after = from === undefined ? 0 : placeIn(from);
    const rest = [...this.entries.values()].filter(({ place, item }) => place > after && matches(item));
    const page = rest.slice(0, take);
    const last = page.at(-1);
    return {
      items: page.map(({ item }) => item),
      ...(last && rest.length > page.length && { next: cursorAt(last.place) }),
    };
  }
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
