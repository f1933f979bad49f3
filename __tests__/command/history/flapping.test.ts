import fc from "fast-check";
import { findFlapping, type EndedSession } from "../../../command/history/flapping";

const HOUR = 3_600_000;

/** Sessions of a user that ended an hour apart, each at the place of a letter. */
function ended(places: string, hours = 1, user = "ada"): EndedSession[] {
  return [...places].map((letter, index) => ({
    user,
    at: index * hours * HOUR,
    place: { ip: `ip ${letter}`, userAgent: "Browser" },
  }));
}

test.each<[string, EndedSession[], number[]]>([
  ["two places in turn", ended("abab"), [4]],
  ["for as long as they do", ended("xababaxx"), [5]],
  ["not three turns", ended("aba"), []],
  ["not one place", ended("aaaaaa"), []],
  ["not three places in a circle", ended("abcabcabc"), []],
  ["not a change of devices a day", ended("ababab", 24), []],
  ["not two users", [...ended("a"), ...ended("b", 1, "bob"), ...ended("a"), ...ended("b", 1, "bob")], []],
  ["the longest row of a user who has two", ended("ababccababab"), [6]],
  ["each user, the longest row first", [...ended("abab"), ...ended("ababab", 1, "bob")], [6, 4]],
  ["whatever order they are told in", ended("ababab").reverse(), [6]],
])("%s", (_, sessions, turns) => {
  expect(findFlapping(sessions).map((row) => row.turns)).toEqual(turns);
});

test("one browser at two addresses is two places, and so are two browsers at one", () => {
  const browsers = ended("aaaa").map((session, i) => ({
    ...session,
    place: { ip: "ip", userAgent: `Browser ${i % 2}` },
  }));
  expect(findFlapping(browsers)).toEqual([
    {
      user: "ada",
      turns: 4,
      from: 0,
      to: 3 * HOUR,
      places: [
        { ip: "ip", userAgent: "Browser 0" },
        { ip: "ip", userAgent: "Browser 1" },
      ],
    },
  ]);
});

test("a row is of two places, and no longer than it is told", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 30 }), (letters) => {
      for (const { turns, places } of findFlapping(ended(letters.join("")))) {
        const pair = places.map(({ ip }) => ip.slice(3));
        const row = Array.from({ length: turns }, (_, i) => pair[i % 2]).join("");
        expect(letters.join("")).toContain(row);
      }
    }),
  );
});
