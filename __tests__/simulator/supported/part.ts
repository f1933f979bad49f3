import type { Evidence } from "../../../simulator/evidence";

/** One row of a table. */
export interface Part {
  name: string;
  /** How it is there. */
  support: string;
  isSupported: boolean;
  /** Known from a specification that a test holds it against. */
  isTested?: boolean;
  evidence: Evidence;
  /** What is refused of it. */
  refused?: string[];
}
