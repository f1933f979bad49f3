import { appendFileSync, existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { UsageError } from "../options";

/** A session that a sweep is to end. */
export interface Target {
  readonly user: string;
  readonly session: string;
}

/**
 * What happened to a session: "ended" by the sweep, already "gone", or "spared" because it is now within the limit. "asked" is
 * written before the tenant is asked to end the session, and remains if no answer arrives.
 */
export type Outcome = "asked" | "ended" | "gone" | "spared" | "failed";

interface Start {
  readonly domain: string;
  readonly targets: readonly Target[];
}

/**
 * What a sweep has to do and what it has done, as lines of JSON, so that it can continue after an interruption. An incomplete line
 * counts as not written.
 */
export class Journal {
  private constructor(
    private readonly file: string,
    /** The sessions to end, in the order in which they were shown. */
    readonly targets: readonly Target[],
    private readonly outcomes: Map<string, Outcome>,
  ) {}

  /** @throws UsageError if the file already exists */
  static create(file: string, start: Start): Journal {
    if (existsSync(file)) throw new UsageError(`${file} already exists; name another file with --journal`);
    // It is first written as a whole under another name, because half a journal would not tell what was shown.
    const draft = `${file}.new`;
    try {
      writeFileSync(draft, JSON.stringify(start), { flush: true });
      renameSync(draft, file);
    } catch (error) {
      throw new UsageError(`the journal cannot be written: ${(error as Error).message}`);
    }
    return new Journal(file, start.targets, new Map());
  }

  /**
   * @returns undefined if there is no such file
   * @throws UsageError if the file is not a journal, or is the journal of another tenant
   */
  static open(file: string, domain: string): Journal | undefined {
    if (!existsSync(file)) return undefined;
    const [start, ...lines] = readFileSync(file, "utf8").split("\n").map(parse);
    if (!isStart(start))
      throw new UsageError(`${file} is not the journal of a sweep; name another file with --journal`);
    if (start.domain !== domain) {
      throw new UsageError(
        `${file} is the journal of a sweep of "${start.domain}", not of "${domain}"; name another file`,
      );
    }
    const outcomes = lines.filter(isOutcome).map(({ session, outcome }) => [session, outcome] as const);
    return new Journal(file, start.targets, new Map(outcomes));
  }

  /** The sessions still to be dealt with. A session that failed, or for which no answer arrived, is tried again. */
  get remaining(): Target[] {
    return this.targets.filter(({ session }) => ["asked", "failed", undefined].includes(this.outcomes.get(session)));
  }

  /** Whether the tenant was asked to end the session and the result is not known. */
  wasAsked(session: string): boolean {
    return this.outcomes.get(session) === "asked";
  }

  record(session: string, outcome: Outcome): void {
    // The line break comes first, to end an incomplete line.
    appendFileSync(this.file, `\n${JSON.stringify({ session, outcome })}`);
    this.outcomes.set(session, outcome);
  }

  count(outcome: Outcome): number {
    return [...this.outcomes.values()].filter((value) => value === outcome).length;
  }
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function isStart(value: unknown): value is Start {
  return Array.isArray((value as Start | undefined)?.targets);
}

function isOutcome(value: unknown): value is { session: string; outcome: Outcome } {
  return typeof (value as { session?: unknown } | undefined)?.session === "string";
}
