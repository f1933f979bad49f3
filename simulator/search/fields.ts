export type Value = string | number | boolean | null | undefined;

/** How the values of a field compare. Dates are ISO 8601. */
export type Kind = "text" | "date" | "number" | "boolean";

export interface Field<Item> {
  kind: Kind;
  valuesOf: (item: Item) => Value[];
}

/** What a search can ask about an item, by the names that queries use. */
export type Fields<Item> = Record<string, Field<Item>>;

/** Fields that are properties of the item. */
export function properties<Item>(kind: Kind, ...names: (keyof Item & string)[]): Fields<Item> {
  return Object.fromEntries(names.map((name) => [name, { kind, valuesOf: (item: Item) => [item[name] as Value] }]));
}

export function asNumber(kind: Kind, value: Value): number {
  return kind === "date" ? Date.parse(String(value)) : Number(value);
}
