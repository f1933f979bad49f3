/** A copy without some of its fields. */
export function omit<Item extends object, Name extends keyof Item & string>(
  item: Item,
  ...names: Name[]
): Omit<Item, Name> {
  return Object.fromEntries(
    Object.entries(item).filter(([name]) => !(names as string[]).includes(name)),
  ) as unknown as Omit<Item, Name>;
}
