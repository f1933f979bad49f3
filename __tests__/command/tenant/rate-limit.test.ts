import { readRateLimit, tighter } from "../../../command/tenant/rate-limit";

const headers = (limit: string, remaining: string, reset?: string) =>
  new Headers({
    "x-ratelimit-limit": limit,
    "x-ratelimit-remaining": remaining,
    ...(reset && { "x-ratelimit-reset": reset }),
  });

test.each([
  ["all three headers", headers("50", "12", "1700000000"), { limit: 50, remaining: 12, reset: 1_700_000_000_000 }],
  ["no reset", headers("50", "0"), { limit: 50, remaining: 0 }],
  ["no headers", new Headers(), undefined],
  ["a limit that is none", headers("0", "0"), undefined],
  ["words", headers("many", "some"), undefined],
])("reads %s", (_, given, expected) => expect(readRateLimit(given)).toEqual(expected));

test("of two answers the tighter counts, whatever their limits", () => {
  const loose = { limit: 10, remaining: 9 };
  const tight = { limit: 100, remaining: 20 };
  expect([tighter(loose, tight), tighter(tight, loose), tighter(undefined, tight), tighter(loose, undefined)]).toEqual([
    tight,
    tight,
    tight,
    loose,
  ]);
});
