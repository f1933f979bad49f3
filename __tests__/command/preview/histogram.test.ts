import { histogram } from "../../../command/preview/histogram";

test("each number of sessions has a line", () => {
  expect(histogram([1, 1, 1, 1, 2, 12])).toEqual([
    ` 1  ${"█".repeat(40)} 4`,
    ` 2  ${"█".repeat(10)} 1`,
    `12  ${"█".repeat(10)} 1`,
  ]);
});

test("a few among many are seen", () => {
  expect(histogram([...Array.from({ length: 5000 }, () => 0), 3]).at(-1)).toBe("3  █ 1");
});

test.each([20, 40, 80])("fits into a terminal of %i columns", (columns) => {
  const lines = histogram([...Array.from({ length: 5000 }, () => 0), 3, 12], columns);
  expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(columns);
});

test("nobody has no lines", () => {
  expect(histogram([])).toEqual([]);
});
