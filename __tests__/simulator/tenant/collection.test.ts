import fc from "fast-check";
import { Collection } from "../../../simulator/tenant/collection";

test("pages over everything that stays, once and in order, whatever is deleted or added between two pages", () => {
  const between = fc.record({ deleted: fc.array(fc.nat(30)), added: fc.nat(3) });
  fc.assert(
    fc.property(
      fc.nat(30),
      fc.integer({ min: 1, max: 7 }),
      fc.array(between, { maxLength: 10 }),
      (size, take, steps) => {
        const collection = new Collection<number>();
        let added = 0;
        const add = () => collection.add(String(added), added++);
        for (let count = 0; count < size; count++) add();
        const everDeleted = new Set<number>();
        const seen: number[] = [];
        let from: string | undefined;
        const pending = [...steps];
        do {
          const page = collection.page({ from, take });
          seen.push(...page.items);
          from = page.next;
          const { deleted, added: more } = pending.shift() ?? { deleted: [], added: 0 };
          for (const item of deleted) {
            collection.delete(String(item));
            everDeleted.add(item);
          }
          for (let count = 0; count < more; count++) add();
        } while (from !== undefined);

        expect(seen).toEqual([...new Set(seen)].sort((a, b) => a - b));
        const stayed = Array.from({ length: size }, (_, item) => item).filter((item) => !everDeleted.has(item));
        expect(seen).toEqual(expect.arrayContaining(stayed));
      },
    ),
  );
});

describe("an index", () => {
  interface Owned {
    id: string;
    owner: string | null;
  }
  const owner = fc.constantFrom("a", "b", null);
  const step = fc.oneof(fc.record({ add: fc.nat(20), owner }), fc.record({ delete: fc.nat(20) }));

  function after(steps: ({ add: number; owner: string | null } | { delete: number })[]) {
    const collection = new Collection<Owned, "owner">({ owner: (item) => item.owner });
    for (const step of steps) {
      if ("add" in step) collection.add(String(step.add), { id: String(step.add), owner: step.owner });
      else collection.delete(String(step.delete));
    }
    return collection;
  }

  test("finds what has the key, in the order of all", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const collection = after(steps);
        for (const key of ["a", "b", "nobody"]) {
          const expected = collection.all().filter((item) => item.owner === key);
          expect(collection.all(["owner", key])).toEqual(expected);
          expect(collection.page({ take: 100, by: ["owner", key] })).toEqual({ items: expected });
        }
      }),
    );
  });

  test("looks at nothing else", () => {
    const collection = after([
      ...Array.from({ length: 1000 }, (_, id) => ({ add: id, owner: "a" })),
      { add: 1000, owner: "b" },
    ]);
    const matches = jest.fn(() => true);
    expect(collection.page({ take: 50, by: ["owner", "b"], matches })).toEqual({ items: [{ id: "1000", owner: "b" }] });
    expect(matches).toHaveBeenCalledTimes(1);
  });

  test("stops where the page is full", () => {
    const collection = after(Array.from({ length: 1000 }, (_, id) => ({ add: id, owner: "a" })));
    const matches = jest.fn(() => true);
    expect(collection.page({ take: 3, by: ["owner", "a"], matches }).items).toHaveLength(3);
    expect(matches).toHaveBeenCalledTimes(4);
  });
});
