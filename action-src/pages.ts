import { Failure } from "./failure";
import { isId } from "./session";

/** The most entries that the API lists at once. */
export const PAGE_SIZE = 100;

/** A page as the SDK gives it. */
interface Page {
  response: unknown;
  hasNextPage(): boolean;
  getNextPage(): Promise<unknown>;
}

/** The entries of all pages of a list, which each page holds under this name. Entries without an id are left out. */
export async function readPages<Listed>(list: () => PromiseLike<Page>, name: string): Promise<Listed[]> {
  const entries: Listed[] = [];
  const cursors = new Set<string>();
  const page = await list();
  for (;;) {
    entries.push(...readPage<Listed>(page.response, name));
    if (!page.hasNextPage()) return entries;
    const cursor = JSON.stringify((page.response as { next?: unknown }).next);
    if (cursors.has(cursor)) throw new Failure("RepeatedPage");
    cursors.add(cursor);
    await page.getNextPage();
  }
}

/** A page is documented both as an object and as an array. The SDK takes anything else for an empty list. */
function readPage<Listed>(response: unknown, name: string): Listed[] {
  const entries: unknown = Array.isArray(response)
    ? response
    : (response as Record<string, unknown> | undefined)?.[name];
  if (!Array.isArray(entries)) throw new Failure("MalformedAnswer");
  return (entries as (Listed & { id?: unknown })[]).filter((entry) => isId(entry?.id));
}
