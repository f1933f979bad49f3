import { histogram } from "../../../command/preview/histogram";

test("each number of sessions has a line, and whoever is over the limit is marked", () => {
  expect(histogram([1, 1, 1, 1, 2, 12], 2)).toEqual([
    ` 1  ${"█".repeat(40)} 4`,
    ` 2  ${"█".repeat(10)} 1`,
    `12  ${"█".repeat(10)} 1  over the limit`,
  ]);
});

test("a few among many are seen", () => {
  expect(histogram([...Array.from({ length: 5000 }, () => 0), 3]).at(-1)).toBe("3  █ 1");
});

test("nobody has no lines", () => {
  expect(histogram([])).toEqual([]);
});
