import { retryDelay } from "../../action-src/retry-delay";

const NOW = Date.parse("2026-11-24T10:00:00.000Z");
const IN_TWO_SECONDS = String(NOW / 1000 + 2);

describe("the wait after a 429", () => {
  test.each<[string, Record<string, string>, number]>([
    ["Retry-After, in seconds", { "retry-after": "3" }, 3000],
    ["X-RateLimit-Reset, in seconds since 1970", { "x-ratelimit-reset": IN_TWO_SECONDS }, 2000],
    ["Retry-After before X-RateLimit-Reset", { "retry-after": "3", "x-ratelimit-reset": IN_TWO_SECONDS }, 3000],
    ["Retry-After, as a date", { "retry-after": "Tue, 24 Nov 2026 10:00:02 GMT" }, 2000],
    ["a Retry-After of nothing", { "retry-after": "0" }, 1000],
    ["a Retry-After of nothing beside a reset", { "retry-after": "0", "x-ratelimit-reset": IN_TWO_SECONDS }, 2000],
    ["a date that is past", { "retry-after": "Tue, 24 Nov 2026 09:59:59 GMT" }, 1000],
    ["a reset that is past", { "x-ratelimit-reset": "1" }, 1000],
    ["a reset that is now", { "x-ratelimit-reset": String(NOW / 1000) }, 1000],
    ["a negative number", { "retry-after": "-3", "x-ratelimit-reset": "-3" }, 1000],
    ["no header", {}, 1000],
    ["a header that is no number", { "retry-after": "soon" }, 1000],
  ])("%s", (_, headers, expected) => {
    expect(retryDelay(new Headers(headers), NOW)).toBe(expected);
  });
});

test("a reset that is all but reached is waited for all the same, for clocks differ", () => {
  expect(retryDelay(new Headers({ "x-ratelimit-reset": IN_TWO_SECONDS }), NOW + 1999)).toBe(100);
});
