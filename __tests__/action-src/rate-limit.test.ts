import fc from "fast-check";
import { RateLimit } from "../../action-src/rate-limit";
import { pass } from "./passing-time";

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

const answer = (remaining: number, limit = 50) => ({
  status: 200,
  headers: new Headers({ "x-ratelimit-limit": String(limit), "x-ratelimit-remaining": String(remaining) }),
});
const limited = (headers: Record<string, string>) => ({ status: 429, headers: new Headers(headers) });

/** A rate limit after one answer. */
async function after(last: ReturnType<typeof answer>, reserve = 0): Promise<RateLimit> {
  const rateLimit = new RateLimit(reserve);
  await pass(rateLimit.take(1, Date.now(), false));
  rateLimit.learn(last);
  return rateLimit;
}

interface Waiting {
  calls?: number;
  within?: number;
  isUrgent?: boolean;
}

const times = (count: number, login: Waiting = {}) => Array.from({ length: count }, () => login);

/** After how many milliseconds each of some logins may make its calls; "refused" and when it learns that. */
async function served(rateLimit: RateLimit, logins: Waiting[]) {
  const began = Date.now();
  const outcomes: (number | string)[] = [];
  for (const [index, { calls = 1, within = 5000, isUrgent = false }] of logins.entries()) {
    rateLimit.take(calls, began + within, isUrgent).then(
      () => (outcomes[index] = Date.now() - began),
      () => (outcomes[index] = `refused at ${Date.now() - began}`),
    );
  }
  await jest.advanceTimersByTimeAsync(20_000);
  return outcomes;
}

test("has room for everybody as long as no answer says otherwise", async () => {
  expect(await served(new RateLimit(20), times(200, { calls: 2 }))).toEqual(Array(200).fill(0));
});

test("has room for as many calls as the last answer said, and for one more whenever the bucket gets one back", async () => {
  const rateLimit = await after(answer(3));
  expect(await served(rateLimit, times(6))).toEqual([0, 0, 0, 63, 125, 188]);
});

test("leaves others their share: below it, a login waits for the bucket to fill", async () => {
  const rateLimit = await after(answer(11), 20);
  expect(await served(rateLimit, [{}, {}])).toEqual([0, 63]);
});

test.each([
  [2, 2, [0, 500]],
  [10, 2, [0, 500]],
  [50, 16, [0, 63]],
  [250, 50, [0, 20]],
  [100, 20, [0, 50]],
])("a bucket of %i gets %i calls back a second", async (limit, _, expected) => {
  expect(await served(await after(answer(1, limit)), [{}, {}])).toEqual(expected);
});

test("a bucket never holds more than its size, however long it fills", async () => {
  const rateLimit = await after(answer(0, 10));
  await jest.advanceTimersByTimeAsync(60_000);
  expect(await served(rateLimit, times(11))).toEqual([...Array(10).fill(0), 500]);
});

test("who cannot be served in time learns it at once, and costs those behind nothing", async () => {
  const rateLimit = await after(answer(0, 10));
  const logins = [{ within: 600 }, { calls: 2, within: 600 }, { within: 1100 }, { within: 900 }];
  expect(await served(rateLimit, logins)).toEqual([500, "refused at 0", 1000, "refused at 0"]);
});

test("who is behind is told as soon as others go first", async () => {
  const rateLimit = await after(answer(0, 10));
  const logins = [{ within: 600 }, { within: 600, isUrgent: true }, { within: 1100, isUrgent: true }];
  expect(await served(rateLimit, logins)).toEqual(["refused at 0", 500, 1000]);
});

test("an answer that tells of others' calls makes those wait that come next", async () => {
  const rateLimit = await after(answer(9, 10));
  await pass(rateLimit.take(1, Date.now(), false));
  rateLimit.learn(answer(0, 10));
  expect(await served(rateLimit, [{}])).toEqual([500]);
});

test.each([
  ["counts calls that have no answer yet, or not", 2, 4],
  ["tells of one call of others", 1, 3],
])("an answer that %s is right", async (_, calls, remaining) => {
  const rateLimit = await after(answer(5, 10));
  await pass(rateLimit.take(calls, Date.now(), false));
  rateLimit.learn(answer(remaining, 10));
  expect(await served(rateLimit, times(4))).toEqual([0, 0, 0, 500]);
});

test("what is less than a call counts, though no header tells", async () => {
  const rateLimit = await after(answer(1, 10));
  await jest.advanceTimersByTimeAsync(300);
  await pass(rateLimit.take(1, Date.now(), false));
  rateLimit.learn(answer(0, 10));
  expect(await served(rateLimit, [{}])).toEqual([200]);
});

test("any bucket has room for a login, whatever the reserve", async () => {
  expect(await served(await after(answer(2, 2), 90), [{ calls: 2 }])).toEqual([0]);
});

test("an answer that tells of more room serves those at once that wait", async () => {
  const rateLimit = await after(answer(1, 10));
  await pass(rateLimit.take(1, Date.now(), false));
  const next = rateLimit.take(1, Date.now() + 3000, false).then(() => Date.now());
  const began = Date.now();
  rateLimit.learn(answer(5, 10));
  expect((await pass(next)) - began).toBe(0);
});

test("calls that are given back are for the next one", async () => {
  const rateLimit = await after(answer(2, 10));
  await pass(rateLimit.take(2, Date.now(), false));
  const next = rateLimit.take(1, Date.now() + 3000, false).then(() => Date.now());
  const began = Date.now();
  rateLimit.giveBack(1);
  expect((await pass(next)) - began).toBe(0);
});

test("calls that are given back are none under way", async () => {
  const rateLimit = await after(answer(5, 10));
  await pass(rateLimit.take(3, Date.now(), false));
  rateLimit.giveBack(2);
  rateLimit.learn(answer(3, 10));
  expect(await served(rateLimit, times(4))).toEqual([0, 0, 0, 500]);
});

test("who comes late is served all the same, if there is room", async () => {
  expect(await served(await after(answer(1, 10)), [{ within: -1 }])).toEqual([0]);
});

describe("after a 429", () => {
  const inTwoSeconds = { "retry-after": "2" };

  test("nobody calls before it says so, the refused one does then, and the others one after the other", async () => {
    const rateLimit = await after(limited({ ...inTwoSeconds, "x-ratelimit-limit": "50" }));
    expect(await served(rateLimit, [{}, {}, { isUrgent: true }])).toEqual([2063, 2125, 2000]);
  });

  test("the longest pause wins, and no other answer ends it", async () => {
    const rateLimit = await after(limited({ "retry-after": "3" }));
    rateLimit.learn(limited(inTwoSeconds));
    rateLimit.learn(answer(40));
    expect(await served(rateLimit, times(2))).toEqual([3000, 3063]);
  });

  test("no pause is longer than ten seconds", async () => {
    const rateLimit = await after(limited({ "retry-after": "3600" }));
    expect(await served(rateLimit, [{ within: 9999 }, { within: 10_000 }])).toEqual(["refused at 0", 10_000]);
  });

  test("an answer without a limit is one of an API that has room", async () => {
    const rateLimit = await after(limited(inTwoSeconds));
    await served(rateLimit, [{ isUrgent: true }]);
    rateLimit.learn({ status: 200, headers: new Headers() });
    expect(await served(rateLimit, times(9))).toEqual(Array(9).fill(0));
  });
});

test("a request without an answer takes up room until the next answer tells", async () => {
  const rateLimit = await after(answer(2, 10));
  await pass(rateLimit.take(1, Date.now(), false));
  rateLimit.learn(undefined);
  expect(await served(rateLimit, [{}, {}])).toEqual([0, 500]);
});

test("no timer is left once nobody waits", async () => {
  const rateLimit = await after(answer(0, 10));
  await served(rateLimit, [{}, {}]);
  await served(rateLimit, [{ within: 0 }]);
  expect(jest.getTimerCount()).toBe(0);
});

test("nobody waits for a fraction of a millisecond beyond their deadline", async () => {
  const rateLimit = await after(limited({ "x-ratelimit-limit": "40960000" }));
  const logins = [
    { calls: 1, within: 1000 },
    { calls: 1, within: 1000 },
  ];
  for (const outcome of await served(rateLimit, logins)) {
    expect(Number(String(outcome).split(" ").at(-1))).toBeLessThanOrEqual(1000);
  }
});

test("whatever the headers say, everybody is served or refused by their deadline", async () => {
  const header = fc.oneof(fc.constantFrom("", "0", "2", "10", "50", "-1", "1e9", "soon"), fc.nat().map(String));
  const headers = fc.dictionary(
    fc.constantFrom("x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset", "retry-after"),
    header,
  );
  const answers = fc.array(fc.record({ status: fc.constantFrom(200, 429), headers }), { minLength: 1, maxLength: 5 });
  const logins = fc.array(
    fc.record({ calls: fc.integer({ min: 1, max: 2 }), within: fc.nat({ max: 9000 }), isUrgent: fc.boolean() }),
  );
  const property = fc.asyncProperty(
    answers,
    logins,
    fc.integer({ min: 0, max: 90 }),
    async (answers, logins, reserve) => {
      const rateLimit = new RateLimit(reserve);
      await pass(rateLimit.take(1, Date.now(), false));
      for (const { status, headers } of answers) rateLimit.learn({ status, headers: new Headers(headers) });
      const outcomes = await served(rateLimit, logins);
      expect(outcomes).toHaveLength(logins.length);
      for (const [index, outcome] of outcomes.entries()) {
        const at = typeof outcome === "number" ? outcome : Number(outcome.split(" ").at(-1));
        expect(at).toBeLessThanOrEqual(logins[index]!.within);
      }
      expect(jest.getTimerCount()).toBe(0);
    },
  );
  await fc.assert(property, { numRuns: 300 });
});

describe("another instance", () => {
  const known = { limit: 10, room: 0 };

  test.each([
    ["half of the bucket or less", 5, { limit: 10, room: 5 }],
    ["more", 6, undefined],
  ])("is told that there is %s", async (_, remaining, told) => {
    expect((await after(answer(remaining, 10))).scarcity).toEqual(told && { ...told, at: Date.now() });
  });

  test.each([
    ["no room", known, [500, 1000]],
    ["so many calls under way that the bucket is to fill first", { limit: 10, room: -10 }, [5500, 6000]],
  ])("that tells of %s is believed", async (_, knowledge, expected) => {
    const rateLimit = new RateLimit(0);
    rateLimit.adopt({ ...knowledge, at: Date.now() });
    expect(await served(rateLimit, times(2, { within: 9000 }))).toEqual(expected);
  });

  test("knows less than an answer of one's own", async () => {
    const rateLimit = await after(answer(5, 10));
    rateLimit.adopt({ ...known, at: Date.now() });
    expect(await served(rateLimit, [{}])).toEqual([0]);
  });
});

describe("a limit that has no room for a login", () => {
  const login = { calls: 2 };

  test.each([0, 1])("such as %i is not believed of an answer", async (limit) => {
    expect(await served(await after(answer(0, limit)), [login])).toEqual([0]);
  });

  test.each([
    { limit: 0, room: 0, at: 0 },
    { limit: -5, room: 0, at: 0 },
    { limit: 50, room: -1e9, at: 0 },
    { limit: "10", room: -10, at: 0 },
  ])("such as %j is not believed of a cache", async (knowledge) => {
    const rateLimit = new RateLimit(0);
    rateLimit.adopt({ ...knowledge, at: Date.now() });
    expect(await served(rateLimit, [login])).toEqual([0]);
  });
});
