import { Failure } from "./failure";
import { isId } from "./session";

/** The most that the API lists at once. */
export const PAGE_SIZE = 100;

/** A page as the SDK gives it. */
interface Page {
  response: unknown;
  hasNextPage(): boolean;
  getNextPage(): Promise<unknown>;
}

/** What all pages of a list hold under a name, and an id tells from one another. */
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

/** Documented as an object and as an array. Anything else is an empty list to the SDK. */
function readPage<Listed>(response: unknown, name: string): Listed[] {
  const entries: unknown = Array.isArray(response)
    ? response
    : (response as Record<string, unknown> | undefined)?.[name];
  if (!Array.isArray(entries)) throw new Failure("MalformedAnswer");
  return (entries as (Listed & { id?: unknown })[]).filter((entry) => isId(entry?.id));
}
