import { sessionsTable } from "../../demo/sessions-table";

test("each session is a line, in columns", () => {
  const sessions = [
    { device: "phone", session: "aaaaaaaaaaaaaaaa", live: false },
    { device: "laptop", session: "bbbbbbbbcccccccc", live: true },
  ];
  expect(sessionsTable(sessions)).toEqual(["○  phone   aaaaaaaa…  ended", "●  laptop  bbbbbbbb…  live"]);
});

test("no session is no line", () => {
  expect(sessionsTable([])).toEqual([]);
});
