import { Presets, SingleBar } from "cli-progress";

/** Shows the progress of long work on a terminal. It uses standard error, so that the command's own output stays clean. */
export async function withProgress<T>(
  what: string,
  total: number,
  work: (step: () => void) => Promise<T>,
  stream: NodeJS.WritableStream = process.stderr,
): Promise<T> {
  const format = `${what} {bar} {value} of {total}, {eta_formatted} to go`;
  const bar = new SingleBar({ format, stream, hideCursor: true, clearOnComplete: true }, Presets.rect);
  // The bar hides the cursor, which an interruption has to bring back.
  const interrupt = (signal: NodeJS.Signals) => {
    bar.stop();
    process.kill(process.pid, signal);
  };
  process.once("SIGINT", interrupt).once("SIGTERM", interrupt);
  bar.start(total, 0);
  try {
    return await work(() => bar.increment());
  } finally {
    bar.stop();
    process.off("SIGINT", interrupt).off("SIGTERM", interrupt);
  }
}
