import { constants } from "node:os";

/** Ctrl-C and its like: they end the story, except for a Ctrl-C that somebody waits for. */
export class Interruption {
  private readonly controller = new AbortController();
  private awaited?: () => void;

  /** Aborted once the story is to end. */
  readonly signal = this.controller.signal;

  listen(): void {
    for (const name of ["SIGINT", "SIGTERM"] as const) process.on(name, () => this.receive(name));
  }

  receive(name: "SIGINT" | "SIGTERM"): void {
    const { awaited } = this;
    this.awaited = undefined;
    if (awaited && name === "SIGINT") return awaited();
    process.exitCode = 128 + constants.signals[name];
    this.controller.abort();
  }

  /** Until the next Ctrl-C, which then ends nothing else. @throws once the story is to end */
  next(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.awaited = resolve;
      this.signal.addEventListener("abort", () => reject(this.signal.reason as Error), { once: true });
    });
  }
}
