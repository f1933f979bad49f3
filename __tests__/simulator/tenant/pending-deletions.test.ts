import { PendingDeletions } from "../../../simulator/tenant/pending-deletions";

test("carries out at once what it accepts without delay", () => {
  const carryOut = jest.fn();
  new PendingDeletions(0).accept(carryOut);
  expect(carryOut).toHaveBeenCalledTimes(1);
});

test("carries out each deletion once, when it is due and not before", () => {
  const [first, second] = [jest.fn(), jest.fn()];
  const deletions = new PendingDeletions(1000);
  const now = Date.now();
  deletions.accept(first);
  deletions.carryOutDue(now + 500);
  expect(first).not.toHaveBeenCalled();
  deletions.carryOutDue(now + 5000);
  deletions.accept(second);
  expect([first, second].map((deletion) => deletion.mock.calls.length)).toEqual([1, 0]);
  deletions.carryOutAll();
  deletions.carryOutAll();
  expect([first, second].map((deletion) => deletion.mock.calls.length)).toEqual([1, 1]);
});
