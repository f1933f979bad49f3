import { AsyncLocalStorage } from "node:async_hooks";
import { Console } from "node:console";
import { Writable } from "node:stream";

type OnLog = (line: string) => void;

/**
 * Makes `console`, for the Action and for its dependencies, write to the execution that calls it, of which an instance can
 * have several at once. Returns the function that runs one.
 */
export function captureConsole(): <T>(onLog: OnLog, execution: () => T) => T {
  const executions = new AsyncLocalStorage<OnLog>();
  const toExecution = new Writable({
    decodeStrings: false,
    write(text: string, _encoding, written) {
      executions.getStore()?.(text.replace(/\n$/, ""));
      written();
    },
  });
  globalThis.console = new Console(toExecution);
  return (onLog, execution) => executions.run(onLog, execution);
}
