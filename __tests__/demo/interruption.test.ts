import { Interruption } from "../../demo/interruption";

afterEach(() => (process.exitCode = undefined));

test.each([
  ["SIGINT", 130],
  ["SIGTERM", 143],
] as const)("%s ends the story, with exit code %i", (name, code) => {
  const interruption = new Interruption();
  interruption.receive(name);
  expect(interruption.signal.aborted).toBe(true);
  expect(process.exitCode).toBe(code);
});

test("a Ctrl-C that somebody waits for ends nothing; the one after it does", async () => {
  const interruption = new Interruption();
  const next = interruption.next();
  interruption.receive("SIGINT");
  await next;
  expect(interruption.signal.aborted).toBe(false);
  expect(process.exitCode).toBeUndefined();
  interruption.receive("SIGINT");
  expect(interruption.signal.aborted).toBe(true);
});

test("whoever waits for a Ctrl-C hears that the story is to end", async () => {
  const interruption = new Interruption();
  const next = interruption.next();
  interruption.receive("SIGTERM");
  await expect(next).rejects.toBe(interruption.signal.reason);
});
