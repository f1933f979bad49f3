import { retryDelay } from "../../action-src/bounded-fetch";

const NOW = Date.parse("2026-11-24T10:00:00.000Z");
const IN_TWO_SECONDS = String(NOW / 1000 + 2);

describe("the wait after a 429", () => {
  test.each<[string, Record<string, string>, number]>([
    ["Retry-After, in seconds", { "retry-after": "3" }, 3000],
    ["X-RateLimit-Reset, in seconds since 1970", { "x-ratelimit-reset": IN_TWO_SECONDS }, 2000],
    ["Retry-After before X-RateLimit-Reset", { "retry-after": "3", "x-ratelimit-reset": IN_TWO_SECONDS }, 3000],
    ["a Retry-After of nothing", { "retry-after": "0" }, 100],
    ["a reset that is past", { "x-ratelimit-reset": "1" }, 100],
    ["no header", {}, 1000],
    ["a header that is no number", { "retry-after": "soon" }, 1000],
  ])("%s", (_, headers, expected) => {
    expect(retryDelay(new Headers(headers), NOW)).toBe(expected);
  });
});
