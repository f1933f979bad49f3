import fc from "fast-check";
import { draw, type EventLog } from "../../../command/history/draw";
import type { Window } from "../../../command/window";
import { collect } from "../users/memory-directory";

const WINDOW = { start: 0, end: 1_000_000 };
const LIMIT = 50;

/** Events by their times, searched as Auth0 lets one. */
class MemoryLog implements EventLog<number> {
  reads = 0;

  constructor(private readonly times: readonly number[]) {}

  read({ start, end }: Window): Promise<number[] | undefined> {
    this.reads += 1;
    const found = this.times.filter((time) => time >= start && time < end);
    return Promise.resolve(found.length > LIMIT ? undefined : found);
  }
}

const spread = (count: number) => Array.from({ length: count }, (_, i) => (i * 7919) % WINDOW.end);

test("with slices enough, every event is read once and stands for itself", async () => {
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(fc.nat(WINDOW.end - 1), { maxLength: 400 }), async (times) => {
      const slices = await collect(draw(new MemoryLog(times), WINDOW, 1_000_000, Math.random));
      expect(slices.flatMap(({ events }) => events).sort()).toEqual([...times].sort());
      expect(slices.every(({ weight }) => weight === 1)).toBe(true);
    }),
    { numRuns: 50 },
  );
});

test.each([1, 2, 4])(
  "of many events spread evenly, %i windows with too many are looked into to the end",
  async (most) => {
    const slices = await collect(draw(new MemoryLog(spread(6400)), WINDOW, most, Math.random));
    expect(slices.length).toBeLessThanOrEqual(3 * most);
    expect(slices.every(({ weight, events }) => weight > 1 && events.length > 0)).toBe(true);
  },
);

test("where nothing happened is seen, and takes the place of nothing", async () => {
  const slices = await collect(draw(new MemoryLog([...Array(60).keys()]), WINDOW, 1, Math.random));
  expect(slices.flatMap(({ events, weight }) => events.map(() => weight))).toEqual(Array(60).fill(1));
});

test("what a sample stands for is on average what there is, however unevenly it is spread", async () => {
  // Nine in ten within the last tenth of the window.
  const times = spread(2000).map((time, i) => (i % 10 === 0 ? time : 900_000 + Math.floor(time / 10)));
  const estimates: number[] = [];
  for (let round = 0; round < 1000; round++) {
    const slices = await collect(draw(new MemoryLog(times), WINDOW, 4, Math.random));
    estimates.push(slices.reduce((sum, { events, weight }) => sum + events.length * weight, 0));
  }
  const mean = estimates.reduce((sum, estimate) => sum + estimate, 0) / estimates.length;
  const variance = estimates.reduce((sum, estimate) => sum + (estimate - mean) ** 2, 0) / estimates.length;
  expect(Math.abs(mean - times.length)).toBeLessThan(6 * Math.sqrt(variance / estimates.length));
});

test("more events of one millisecond than a search gives are an error that says what to do", async () => {
  const log = new MemoryLog(Array.from({ length: LIMIT + 1 }, () => 77));
  await expect(collect(draw(log, WINDOW, 1_000_000, Math.random))).rejects.toThrow(
    "the log has more events at 1970-01-01T00:00:00.077Z than a search returns; choose another --since",
  );
});
