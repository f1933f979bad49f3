import { PassThrough } from "node:stream";
import { confirmed, requireSomebody } from "../../command/confirmation";

/** A terminal at which somebody answers a question. */
function terminalThatAnswers(keys: string) {
  const tty = () => Object.assign(new PassThrough(), { isTTY: true });
  const [input, output] = [tty(), tty()];
  output.once("data", () => input.write(keys));
  return { input, output };
}

test.each<[string, string, boolean]>([
  ["y", "y\r", true],
  ["yes", "Yes\r", true],
  ["no", "n\r", false],
  ["nothing", "\r", false],
  ["something else", "maybe\r", false],
  ["Ctrl-C", "\x03", false],
  ["Ctrl-D", "\x04", false],
])("%s is an answer", async (_, keys, answer) => {
  expect(await confirmed("Go on?", terminalThatAnswers(keys))).toBe(answer);
});

test("where nobody is there, that is said", () => {
  const terminal = { input: new PassThrough(), output: new PassThrough() };
  expect(() => requireSomebody("--yes", terminal)).toThrow("there is no terminal to ask at; pass --yes");
  expect(() => requireSomebody("--yes", terminalThatAnswers(""))).not.toThrow();
});
