import { PendingDeletions } from "../../../simulator/tenant/pending-deletions";
import { StoppedClock } from "./stopped-clock";

test("carries out at once what it accepts without delay", () => {
  const carryOut = jest.fn();
  new PendingDeletions(0, new StoppedClock()).accept(carryOut);
  expect(carryOut).toHaveBeenCalledTimes(1);
});

test("carries out each deletion once, in order, when it is due and not before", () => {
  const clock = new StoppedClock();
  const deletions = new PendingDeletions(1000, clock);
  const carriedOut: string[] = [];
  const after = (milliseconds: number) => {
    clock.advance(milliseconds);
    deletions.carryOutDue();
    return carriedOut;
  };
  deletions.accept(() => carriedOut.push("first"));
  deletions.accept(() => carriedOut.push("second"));
  expect(after(999)).toEqual([]);
  deletions.accept(() => carriedOut.push("third"));
  expect(after(1)).toEqual(["first", "second"]);
  expect(after(998)).toEqual(["first", "second"]);
  expect(after(1)).toEqual(["first", "second", "third"]);
});

test("carries out what never is due when it is told to carry out all", () => {
  const carryOut = jest.fn();
  const deletions = new PendingDeletions(Infinity, new StoppedClock());
  deletions.accept(carryOut);
  deletions.carryOutDue();
  expect(carryOut).not.toHaveBeenCalled();
  deletions.carryOutAll();
  deletions.carryOutAll();
  expect(carryOut).toHaveBeenCalledTimes(1);
});
