import { PassThrough } from "node:stream";
import { withProgress } from "../../command/progress";

const SHOW_CURSOR = "\x1b[?25h";

function terminal() {
  const stream = Object.assign(new PassThrough(), { isTTY: true, columns: 80 });
  const text = () => String(stream.read() ?? "");
  return { stream, text };
}

test("what the work gives is given back, and the terminal is as before", async () => {
  const { stream, text } = terminal();
  const listeners = process.listenerCount("SIGINT");
  expect(await withProgress("users", 1, (step) => Promise.resolve(step()).then(() => 7), stream)).toBe(7);
  expect(text()).toContain(SHOW_CURSOR);
  expect(process.listenerCount("SIGINT")).toBe(listeners);
});

test.each(["SIGINT", "SIGTERM"] as const)("%s ends the program, and brings the cursor back before", async (signal) => {
  const { stream, text } = terminal();
  const kill = jest.spyOn(process, "kill").mockImplementation(() => true);
  await withProgress("users", 1, () => Promise.resolve(void process.emit(signal, signal)), stream);
  expect(kill).toHaveBeenCalledWith(process.pid, signal);
  expect(text().lastIndexOf(SHOW_CURSOR)).toBeGreaterThan(0);
  kill.mockRestore();
});
