import type { Ending, FailedStep, HeldStep, Reporter } from "./reporter";

/** One JSON document on standard output at the end; progress goes to standard error. */
export class JsonReporter implements Reporter {
  private readonly steps: (HeldStep | FailedStep)[] = [];

  started(): void {}

  progress(line: string): void {
    process.stderr.write(`${line}\n`);
  }

  held(step: HeldStep): void {
    this.steps.push(step);
  }

  failed(step: FailedStep): void {
    this.steps.push(step);
  }

  ended(ending: Ending): void {
    process.stdout.write(`${JSON.stringify({ steps: this.steps, ...ending }, undefined, 2)}\n`);
  }
}
