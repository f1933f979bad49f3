/** A session of the user's and whether the tenant still knows it. */
export interface DeviceSession {
  device: string;
  /** The session's id. */
  session: string;
  live: boolean;
}

/** What there is to see of a step besides its result. */
export interface Details {
  /** Addresses of Terraform's resources. */
  resources?: string[];
  /** Every session that the user ever had, oldest first. */
  sessions?: DeviceSession[];
  /** What the Actions wrote to their logs during a login, in order. */
  logs?: string[];
  /** The lines of a plan that stand for a change, each with Terraform's mark in front. */
  changes?: string[];
}

export interface HeldStep {
  step: string;
  result: string;
  /** Milliseconds. */
  duration: number;
  details?: Details;
}

export interface FailedStep {
  step: string;
  expected: string;
  found: string;
  /** Milliseconds. */
  duration: number;
  /** What else may tell why, such as what a command printed. */
  output?: string;
}

export interface Ending {
  outcome: "held" | "failed" | "interrupted";
  /** Milliseconds. */
  duration: number;
}

/** Tells somebody, or something, how the story goes. */
export interface Reporter {
  started(step: string): void;
  /** The step that was started goes on. */
  progress(line: string): void;
  held(step: HeldStep): void;
  failed(step: FailedStep): void;
  /** Once, after everything is cleaned up. */
  ended(ending: Ending): void;
}

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
