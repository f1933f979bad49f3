import type { Reporter } from "../../demo/reporter";
import { expectNames, narrate, StoryFailed } from "../../demo/step";

const reporter = () => ({
  started: jest.fn(),
  progress: jest.fn(),
  held: jest.fn(),
  failed: jest.fn(),
  ended: jest.fn(),
});

const never = new AbortController().signal;

test("a step that holds is told with its result, and hands on what it found", async () => {
  const heard = reporter();
  const found = await narrate(heard satisfies Reporter, never)("look", () =>
    Promise.resolve({ result: "found", treasure: 42 }),
  );
  expect(found.treasure).toBe(42);
  expect(heard.held).toHaveBeenCalledWith({ step: "look", result: "found", duration: expect.any(Number) });
});

test("a step that does not hold is told with what was expected and found, and ends the story", async () => {
  const heard = reporter();
  const step = narrate(heard, never)("count", async () => {
    await Promise.resolve();
    expectNames("live sessions", ["laptop"], ["phone", "laptop"], "the Action's log");
    return { result: "not reached" };
  });
  await expect(step).rejects.toThrow(StoryFailed);
  expect(heard.held).not.toHaveBeenCalled();
  expect(heard.failed).toHaveBeenCalledWith({
    step: "count",
    expected: "live sessions: laptop",
    found: "live sessions: phone, laptop",
    output: "the Action's log",
    duration: expect.any(Number),
  });
});

test("an error in a step is told as what was found", async () => {
  const heard = reporter();
  const step = narrate(heard, never)("break", () => Promise.reject(new Error("no such thing")));
  await expect(step).rejects.toThrow(StoryFailed);
  expect(heard.failed).toHaveBeenCalledWith(expect.objectContaining({ found: "no such thing" }));
});

test("an interrupted step is told neither way, and no other begins", async () => {
  const heard = reporter();
  const interruption = new AbortController();
  const step = narrate(heard, interruption.signal);
  const interrupted = step("wait", () => {
    interruption.abort();
    return Promise.reject(new Error("stopped"));
  });
  await expect(interrupted).rejects.toThrow(interruption.signal.reason as Error);
  await expect(step("go on", () => Promise.resolve({ result: "done" }))).rejects.not.toThrow(StoryFailed);
  expect(heard.started).toHaveBeenCalledTimes(1);
  expect(heard.held).not.toHaveBeenCalled();
  expect(heard.failed).not.toHaveBeenCalled();
});
