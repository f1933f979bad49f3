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
          const page = collection.page(from, take);
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
