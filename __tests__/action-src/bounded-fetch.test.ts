import { boundedFetch, retryDelay } from "../../action-src/bounded-fetch";
import { Budget } from "../../action-src/budget";
import { silence } from "./scripted-tenant";

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

describe("nothing of a login outlives it", () => {
  test("a request that is under way is aborted when the budget ends, and no further one begins", async () => {
    const budget = new Budget(60_000);
    const fetch = jest.spyOn(globalThis, "fetch").mockImplementation((_url, init) => silence(init!));
    const request = boundedFetch(budget)("https://acme.eu.auth0.com");
    await new Promise(setImmediate);
    budget.end();
    await expect(request).rejects.toThrow("TimeoutError");
    expect([fetch.mock.calls.length, budget.calls]).toEqual([1, 1]);
    fetch.mockRestore();
  });

  test("a pause ends with the budget", async () => {
    const budget = new Budget(60_000);
    budget.pause(30_000);
    const request = boundedFetch(budget)("https://acme.eu.auth0.com");
    budget.end();
    await expect(request).rejects.toMatchObject({ cause: { name: "TimeoutError" } });
    expect(budget.calls).toBe(0);
  });
});

test("the longest pause wins", () => {
  const budget = new Budget(60_000);
  budget.pause(3000);
  const { pausedUntil } = budget;
  budget.pause(1000);
  expect(budget.pausedUntil).toBe(pausedUntil);
  budget.pause(30_000);
  expect(budget.pausedUntil).toBeGreaterThan(pausedUntil);
  budget.end();
});

test("the time of a budget is over though its timer did not get to run, as while a module loads", () => {
  const budget = new Budget(20);
  for (const until = Date.now() + 20; Date.now() < until;);
  expect([budget.isSpent, budget.deadline.aborted]).toEqual([true, true]);
});
