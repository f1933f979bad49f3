import type { LoginOutcome } from "../../simulator/simulator";

/** What one execution of an Action cost its login. */
export interface Reading {
  /** Milliseconds; the first one of an instance includes loading the Action. */
  hold: number;
  /** Of the instance, in megabytes, when the execution was over. */
  memory: number;
}

const MARK = "stopwatch ";

/**
 * The same Action with a stopwatch around it, in the instance: what the simulator does before and after, a process to start
 * above all, is not the Action's.
 */
export function withStopwatch(code: string): string {
  return `let stopwatchStarted = performance.now();
${code}
const timed = exports.onExecutePostLogin;
exports.onExecutePostLogin = async (event, api) => {
  const started = stopwatchStarted ?? performance.now();
  stopwatchStarted = undefined;
  try {
    await timed(event, api);
  } finally {
    const reading = { hold: performance.now() - started, memory: process.memoryUsage().rss / 1e6 };
    console.log("${MARK}" + JSON.stringify(reading));
  }
};
`;
}

/** An execution that was stopped has no reading: it held its login until then. */
export function readStopwatch({ logs, duration }: LoginOutcome["executions"][number]): Reading {
  const line = logs.find((log) => log.startsWith(MARK));
  return line === undefined ? { hold: duration, memory: 0 } : (JSON.parse(line.slice(MARK.length)) as Reading);
}
