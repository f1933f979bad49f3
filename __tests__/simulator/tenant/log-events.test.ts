import { LogEvents } from "../../../simulator/tenant/log-events";
import { StoppedClock } from "./stopped-clock";

test("ids sort in the order of writing, also within one millisecond, and look like Auth0's", () => {
  const clock = new StoppedClock();
  const logs = new LogEvents(clock);
  for (let n = 0; n < 30; n += 1) {
    logs.write({ type: "s" });
    if (n % 10 === 9) clock.advance(1);
  }
  const ids = logs.all().map(({ log_id }) => log_id);
  expect(ids).toEqual([...new Set(ids)].sort());
  expect(ids[0]).toMatch(/^90019700101000000000\d{36}$/);
});

test("keeps the latest events, and reads on after one that it has forgotten", () => {
  const logs = new LogEvents(new StoppedClock(), 3);
  logs.write({ type: "s" });
  const [{ log_id: forgotten } = { log_id: "" }] = logs.all();
  for (const type of ["f", "ssa", "fsa"]) logs.write({ type });
  expect(logs.after(forgotten, 2).map(({ type }) => type)).toEqual(["f", "ssa"]);
  expect(() => logs.get(forgotten)).toThrow("The log does not exist.");
});
