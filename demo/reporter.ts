/** A session of the user, and whether the tenant still has it. */
export interface DeviceSession {
  device: string;
  /** The session's id. */
  session: string;
  live: boolean;
}

/** What a step shows besides its result. */
export interface Details {
  /** The addresses of Terraform resources. */
  resources?: string[];
  /** Every session that the user has ever had, oldest first. */
  sessions?: DeviceSession[];
  /** What the Actions wrote to their logs during a login, in order. */
  logs?: string[];
  /** The lines of a plan that show a change, each with Terraform's mark in front. */
  changes?: string[];
}

export interface HeldStep {
  step: string;
  result: string;
  /** In milliseconds. */
  duration: number;
  details?: Details;
}

export interface FailedStep {
  step: string;
  expected: string;
  found: string;
  /** In milliseconds. */
  duration: number;
  /** Anything else that may explain the failure, such as a command's output. */
  output?: string;
}

export interface Ending {
  outcome: "held" | "failed" | "interrupted";
  /** In milliseconds. */
  duration: number;
}

/** Reports how the story goes, to a person or a program. */
export interface Reporter {
  started(step: string): void;
  /** Called while the step that was started is running. */
  progress(line: string): void;
  held(step: HeldStep): void;
  failed(step: FailedStep): void;
  /** Called once, after everything has been cleaned up. */
  ended(ending: Ending): void;
}

/** Prints one JSON document to standard output at the end. Progress goes to standard error. */
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
