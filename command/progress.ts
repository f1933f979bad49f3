import { Presets, SingleBar } from "cli-progress";

/** Shows on a terminal how far long work has come: on standard error, so that what a command prints stays clean. */
export async function withProgress<T>(what: string, total: number, work: (step: () => void) => Promise<T>): Promise<T> {
  const format = `${what} {bar} {value} of {total}, {eta_formatted} to go`;
  const bar = new SingleBar({ format, stream: process.stderr, hideCursor: true, clearOnComplete: true }, Presets.rect);
  bar.start(total, 0);
  try {
    return await work(() => bar.increment());
  } finally {
    bar.stop();
  }
}
