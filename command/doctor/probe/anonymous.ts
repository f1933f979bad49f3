/** What may name a tenant or a person: addresses, e-mail addresses, user ids, host names, and ids in general. */
const TELLTALES = [
  /https?:\/\/\S+/gi,
  /\S+@\S+/g,
  /[\w-]+\|\S+/g,
  /\b[\w-]+(\.[\w-]+)*\.[a-z]{2,}\b(:\d+)?/gi,
  /\b(?=[\w-]*\d)[\w-]{12,}\b/g,
];

/**
 * A text of the tenant's without what may name a tenant or a person.
 *
 * @param names what is known to do so
 */
export function anonymous(text: string, names: readonly string[]): string {
  const unnamed = names.reduce((rest, name) => rest.replaceAll(name, "…"), text);
  return TELLTALES.reduce((rest, telltale) => rest.replace(telltale, "…"), unnamed);
}
