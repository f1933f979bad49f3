import { Type, type Static } from "@sinclair/typebox";

/** `fields=a,b` narrows an answer to those fields, or with `include_fields=false` to all the others. */
export const FieldsFilter = {
  fields: Type.Optional(Type.String()),
  include_fields: Type.Optional(Type.Boolean()),
};

const FieldsQuery = Type.Object(FieldsFilter);

export function selectFields<Item extends object>(item: Item, query: Static<typeof FieldsQuery>): Partial<Item> {
  if (query.fields === undefined) return item;
  const named = new Set(query.fields.split(","));
  const include = query.include_fields ?? true;
  return Object.fromEntries(Object.entries(item).filter(([name]) => named.has(name) === include)) as Partial<Item>;
}
