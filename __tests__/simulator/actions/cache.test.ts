import { handling, login, logsOf, postLoginTrigger } from "./fixture";

const hour = 60 * 60 * 1000;

/** Evaluates expressions one after the other, on a cache that nobody else uses, and returns their values. */
async function evaluate(...expressions: string[]): Promise<unknown[]> {
  const trigger = postLoginTrigger();
  const code = expressions.map((expression) => `console.log(JSON.stringify(${expression}) ?? "null");`).join("\n");
  const logs = await logsOf(trigger, handling(code));
  await trigger.close();
  return logs.map((line) => JSON.parse(line) as unknown);
}

const stored = { type: "success", record: { value: expect.any(String), expires_at: expect.any(Number) } };
const refused = (code: string) => ({ type: "error", code });

test.each<[string, string, unknown]>([
  ["a key of 64 bytes", `api.cache.set("k".repeat(64), "v")`, stored],
  ["a key of 65 bytes", `api.cache.set("k".repeat(65), "v")`, refused("CacheKeySizeExceeded")],
  ["a key of 33 characters of two bytes", `api.cache.set("é".repeat(33), "v")`, refused("CacheKeySizeExceeded")],
  ["a value of 4096 bytes", `api.cache.set("k", "v".repeat(4096))`, stored],
  ["a value of 4097 bytes", `api.cache.set("k", "v".repeat(4097))`, refused("CacheValueSizeExceeded")],
  [
    "a value of 2049 characters of two bytes",
    `api.cache.set("k", "é".repeat(2049))`,
    refused("CacheValueSizeExceeded"),
  ],
  ["24 hours", `api.cache.set("k", "v", { ttl: ${24 * hour} })`, stored],
  ["more than 24 hours", `api.cache.set("k", "v", { ttl: ${25 * hour} })`, refused("InvalidExpiry")],
  ["no time at all", `api.cache.set("k", "v", { ttl: 0 })`, refused("ItemAlreadyExpired")],
  ["the past", `api.cache.set("k", "v", { expires_at: Date.now() - 1 })`, refused("ItemAlreadyExpired")],
  ["a lifetime that is no number", `api.cache.set("k", "v", { ttl: "1h" })`, refused("InvalidExpiry")],
  ["a value that is no string", `api.cache.set("k", { v: 1 })`, refused("FailedToSetCacheRecord")],
  ["the deletion of what is not there", `api.cache.delete("k")`, refused("CacheKeyDoesNotExist")],
])("%s", async (_what, expression, answer) => {
  expect(await evaluate(expression)).toEqual([answer]);
});

test("20 entries fit, one more does not, and one of the 20 can still be replaced", async () => {
  const fill = `Array.from({ length: 20 }, (_, i) => api.cache.set("k" + i, "v").type).join()`;
  expect(await evaluate(fill, `api.cache.set("one more", "v")`, `api.cache.set("k0", "w")`)).toEqual([
    Array(20).fill("success").join(),
    refused("CacheSizeExceeded"),
    stored,
  ]);
});

test("8 kB fit with their keys, and not a byte more", async () => {
  const fill = `api.cache.set("a", "v".repeat(4096)).type`;
  expect(await evaluate(fill, `api.cache.set("b", "v".repeat(4095))`)).toEqual([
    "success",
    refused("CacheSizeExceeded"),
  ]);
  expect(await evaluate(fill, `api.cache.set("b", "v".repeat(4094))`)).toEqual(["success", stored]);
});

test("a record lives for 15 minutes unless told otherwise, and the earlier of two expiries counts", async () => {
  const lifetime = (options: string) =>
    `Math.round((api.cache.set("k", "v", ${options}).record.expires_at - Date.now()) / 1000)`;
  expect(
    await evaluate(
      lifetime("undefined"),
      lifetime(`{ ttl: 60000, expires_at: Date.now() + 9000 }`),
      lifetime(`{ ttl: 7000 }`),
    ),
  ).toEqual([15 * 60, 9, 7]);
});

test("get answers at once what was set, and nothing after it was deleted or has expired", async () => {
  expect(
    await evaluate(
      `api.cache.get("k")`,
      `api.cache.set("k", "v").type`,
      `api.cache.get("k")`,
      `api.cache.delete("k")`,
      `api.cache.get("k")`,
      `api.cache.set("k", "v", { ttl: 5 }).type`,
      `await new Promise((resolve) => setTimeout(() => resolve(api.cache.get("k")), 10))`,
    ),
  ).toEqual([
    null,
    "success",
    { value: "v", expires_at: expect.any(Number) },
    { type: "success" },
    null,
    "success",
    null,
  ]);
});

test("the cache is the trigger's: another Action reads what was set while the first still runs", async () => {
  const trigger = postLoginTrigger();
  const writer = handling(`api.cache.set("k", "written"); await new Promise(() => {});`);
  const reader = handling(`console.log(api.cache.get("k")?.value ?? "nothing yet")`);
  const writing = trigger.run([writer, reader], login());
  let read: string | undefined;
  do read = (await trigger.run([reader, writer].slice(0, 1), login())).executions[0]?.logs[0];
  while (read === "nothing yet");
  expect(read).toBe("written");
  await trigger.close();
  await writing;
});

test("a deletion reaches the next execution", async () => {
  const trigger = postLoginTrigger();
  await trigger.run([handling(`api.cache.set("k", "v")`), handling(`api.cache.delete("k")`)], login());
  expect(await logsOf(trigger, handling(`console.log(api.cache.get("k"))`))).toEqual(["undefined"]);
  await trigger.close();
});
