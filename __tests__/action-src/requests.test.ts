import { Budget } from "../../action-src/budget";
import { RateLimit } from "../../action-src/rate-limit";
import { Requests } from "../../action-src/requests";
import { pass } from "./passing-time";
import { silence } from "./scripted-tenant";

const URL = "https://acme.eu.auth0.com";

let fetch: jest.SpyInstance;
beforeEach(() => {
  jest.useFakeTimers();
  fetch = jest.spyOn(globalThis, "fetch");
});
afterEach(() => {
  fetch.mockRestore();
  jest.useRealTimers();
});

const answer = (status: number, headers: Record<string, string> = {}) =>
  Promise.resolve(new Response(null, { status, headers }));

describe("nothing of a login outlives it", () => {
  test("a request that is under way is aborted when the budget ends, and no further one begins", async () => {
    const budget = new Budget(60_000);
    fetch.mockImplementation((_url, init) => silence(init as RequestInit));
    const request = new Requests(new RateLimit(0), budget).fetch(URL);
    await jest.advanceTimersByTimeAsync(0);
    budget.end();
    await expect(pass(request)).rejects.toThrow("TimeoutError");
    expect([fetch.mock.calls.length, budget.calls]).toEqual([1, 1]);
  });

  test("calls that it reserved and did not make are for others", async () => {
    const rateLimit = new RateLimit(0);
    const budget = new Budget(60_000);
    const requests = new Requests(rateLimit, budget);
    fetch.mockImplementation(() => answer(200, { "x-ratelimit-limit": "10", "x-ratelimit-remaining": "3" }));
    await pass(requests.reserve(2));
    await pass(requests.fetch(URL));
    // Of three calls that there is room for, one is this login's.
    await expect(pass(rateLimit.take(3, Date.now(), false))).rejects.toThrow("RateLimited");
    budget.end();
    await expect(pass(rateLimit.take(3, Date.now(), false))).resolves.toBeUndefined();
  });
});

/** Requests of a login of its own, and a tenant that answers with what is left of ten calls, of which two a second come back. */
const login = (rateLimit: RateLimit) => new Requests(rateLimit, new Budget(60_000));
const room = (calls: number) => ({ "x-ratelimit-limit": "10", "x-ratelimit-remaining": String(calls) });

async function withRoomFor(calls: number): Promise<RateLimit> {
  const rateLimit = new RateLimit(0);
  await pass(rateLimit.take(1, Date.now(), false));
  rateLimit.learn(await answer(200, room(calls)));
  fetch.mockImplementation(() => answer(200, room(0)));
  return rateLimit;
}

/** How long each of some waits takes. */
function waits(...waiting: Promise<unknown>[]): Promise<number[]> {
  const began = Date.now();
  return pass(Promise.all(waiting.map((wait) => wait.then(() => Date.now() - began))));
}

test("calls that a login reserved wait for nothing, and one more does", async () => {
  const requests = login(await withRoomFor(2));
  await pass(requests.reserve(2));
  expect(await waits(requests.fetch(URL))).toEqual([0]);
  expect(await waits(requests.fetch(URL))).toEqual([0]);
  expect(await waits(requests.fetch(URL))).toEqual([500]);
});

test("a login begins after the calls of those that have begun", async () => {
  const rateLimit = await withRoomFor(0);
  expect(await waits(login(rateLimit).reserve(1), login(rateLimit).fetch(URL))).toEqual([1000, 500]);
});

test("a call that was refused is made again before another login begins", async () => {
  const rateLimit = await withRoomFor(1);
  fetch.mockImplementationOnce(() => answer(429, { "retry-after": "2" }));
  expect(await waits(login(rateLimit).fetch(URL), login(rateLimit).reserve(1))).toEqual([2000, 2500]);
});

test("a 429 is returned if there is no time to ask again", async () => {
  fetch.mockImplementation(() => answer(429, { "retry-after": "2" }));
  const budget = new Budget(2000);
  const requests = new Requests(new RateLimit(0), budget);
  expect((await pass(requests.fetch(URL))).status).toBe(429);
  expect(budget.calls).toBe(1);
  budget.end();
});

test("a connection that breaks is told from an answer", async () => {
  fetch
    .mockImplementationOnce(() => Promise.reject(new TypeError("fetch failed")))
    .mockImplementation(() => answer(200));
  const budget = new Budget(2000);
  expect((await pass(new Requests(new RateLimit(0), budget).fetch(URL))).status).toBe(200);
  expect(budget.calls).toBe(2);
  budget.end();
});

test("the time of a budget is over though its timer did not get to run, as while a module loads", () => {
  const budget = new Budget(20);
  jest.setSystemTime(Date.now() + 20);
  expect([budget.isSpent, budget.deadline.aborted]).toEqual([true, true]);
});
