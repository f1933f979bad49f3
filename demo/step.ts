import type { DeviceSession } from "./user";

/** What a step tells once it holds; a step adds to this what later steps need. */
export interface Told {
  /** A sentence. */
  result: string;
  details?: Details;
}

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

/** Carries out one step of the story; `progress` hears what is going on while it takes long. */
export type Step = <T extends Told>(
  title: string,
  work: (progress: (line: string) => void) => Promise<T>,
) => Promise<T>;
