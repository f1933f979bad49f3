import type { Details } from "./step";

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
