import { tableInText } from "../../command/table";

const head = ["user", "limit"];
const rows = [
  ["ada", "1"],
  ["bob", "2"],
];

test.each([undefined, 16])("a table in a terminal of %p columns has its lines", (columns) => {
  expect(tableInText(head, rows, columns).split("\n")).toEqual([
    "┌──────┬───────┐",
    "│ user │ limit │",
    "│ ada  │ 1     │",
    "│ bob  │ 2     │",
    "└──────┴───────┘",
  ]);
});

test("where it is wider than the terminal, each row is a list", () => {
  expect(tableInText(head, rows, 15).split("\n")).toEqual(["user   ada", "limit  1", "", "user   bob", "limit  2"]);
});
