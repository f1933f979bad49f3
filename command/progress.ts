import { Presets, SingleBar } from "cli-progress";

/** Shows the progress of long work on a terminal. It uses standard error, so that the command's own output stays clean. */
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
