/** What may identify a tenant or a person: URLs, e-mail addresses, user ids, host names, and ids in general. */
const TELLTALES = [
  /https?:\/\/\S+/gi,
  /\S+@\S+/g,
  /[\w-]+\|\S+/g,
  /\b[\w-]+(\.[\w-]+)*\.[a-z]{2,}\b(:\d+)?/gi,
  /\b(?=[\w-]*\d)[\w-]{12,}\b/g,
];

/**
 * Removes everything from a text that may identify a tenant or a person.
 *
 * @param names strings that are known to identify one
 */
export function anonymous(text: string, names: readonly string[]): string {
  const unnamed = names.reduce((rest, name) => rest.replaceAll(name, "…"), text);
  return TELLTALES.reduce((rest, telltale) => rest.replace(telltale, "…"), unnamed);
}
