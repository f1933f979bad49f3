import { constants } from "node:os";

/** Ctrl-C and other signals. They end the story, unless a step is waiting for a Ctrl-C. */
export class Interruption {
  private readonly controller = new AbortController();
  private awaited?: () => void;

  /** Aborted when the story has to end. */
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

  /** Waits for the next Ctrl-C, which then does not end the story. @throws when the story has to end */
  next(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.awaited = resolve;
      this.signal.addEventListener("abort", () => reject(this.signal.reason as Error), { once: true });
    });
  }
}
