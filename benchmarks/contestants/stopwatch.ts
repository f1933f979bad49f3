import type { LoginOutcome } from "../../simulator/simulator";

/** What one execution of an Action cost its login. */
export interface Reading {
  /** How long the login was held up, in milliseconds. An instance's first reading includes loading the Action. */
  hold: number;
  /** The instance's memory at the end of the execution, in megabytes. */
  memory: number;
}

const MARK = "stopwatch ";

/**
 * The same Action with a stopwatch around it, inside the instance. What the simulator does before and after, above all starting a
 * process, is not counted.
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

/** Reads the stopwatch. An execution that was stopped has no reading; it held up its login until it was stopped. */
export function readStopwatch({ logs, duration }: LoginOutcome["executions"][number]): Reading {
  const line = logs.find((log) => log.startsWith(MARK));
  return line === undefined ? { hold: duration, memory: 0 } : (JSON.parse(line.slice(MARK.length)) as Reading);
}
