import { Type } from "@sinclair/typebox";

/** `fields=a,b` narrows an answer to those fields, or with `include_fields=false` to all the others. */
export const FieldsFilter = {
  fields: Type.Optional(Type.String()),
  include_fields: Type.Optional(Type.Boolean()),
};

export function selectFields<Item extends object>(
  item: Item,
  { fields, include_fields = true }: { fields?: string; include_fields?: boolean },
): Partial<Item> {
  if (fields === undefined) return item;
  const named = new Set(fields.split(","));
  return Object.fromEntries(
    Object.entries(item).filter(([name]) => named.has(name) === include_fields),
  ) as Partial<Item>;
}
