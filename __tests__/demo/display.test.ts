import { formatDuration, sessionsTable } from "../../demo/display";

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

test.each([
  [0, "0 ms"],
  [240.4, "240 ms"],
  [999.4, "999 ms"],
  [999.5, "1.0 s"],
  [6_340, "6.3 s"],
  [59_949, "59.9 s"],
  [59_950, "1 min 0 s"],
  [72_000, "1 min 12 s"],
  [119_600, "2 min 0 s"],
])("%d milliseconds are %s", (milliseconds, text) => {
  expect(formatDuration(milliseconds)).toBe(text);
});
