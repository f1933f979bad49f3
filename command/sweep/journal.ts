import { accessSync, appendFileSync, constants, existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { UsageError } from "../options";
import type { Kind } from "../preview/verdict";

/** What a sweep is to end: a session, or a device without one. */
export interface Target {
  readonly user: string;
  readonly kind: Kind;
  readonly id: string;
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

  /** @throws UsageError if nothing can be written where the file is to be */
  static requirePlace(file: string): void {
    attempt("written", () => accessSync(path.dirname(file), constants.W_OK));
  }

  /** @throws UsageError if the file already exists */
  static create(file: string, start: Start): Journal {
    if (existsSync(file)) throw new UsageError(`${file} already exists; name another file with --journal`);
    // It is first written as a whole under another name, because half a journal would not tell what was shown.
    const draft = `${file}.new`;
    attempt("written", () => {
      writeFileSync(draft, JSON.stringify(start), { flush: true });
      renameSync(draft, file);
    });
    return new Journal(file, start.targets, new Map());
  }

  /**
   * @returns undefined if there is no such file
   * @throws UsageError if the file cannot be read, is not a journal, or is the journal of another tenant
   */
  static open(file: string, domain: string): Journal | undefined {
    if (!existsSync(file)) return undefined;
    const text = attempt("read", () => readFileSync(file, "utf8"));
    const [start, ...lines] = text.split("\n").map(parse);
    if (!isStart(start))
      throw new UsageError(`${file} is not the journal of a sweep; name another file with --journal`);
    if (start.domain !== domain) {
      throw new UsageError(
        `${file} is the journal of a sweep of "${start.domain}", not of "${domain}"; name another file`,
      );
    }
    const outcomes = lines.filter(isOutcome).map(({ id, outcome }) => [id, outcome] as const);
    return new Journal(file, start.targets, new Map(outcomes));
  }

  /** The sessions still to be dealt with. A session that failed, or for which no answer arrived, is tried again. */
  get remaining(): Target[] {
    return this.targets.filter(({ id }) => ["asked", "failed", undefined].includes(this.outcomes.get(id)));
  }

  /** Whether the tenant was asked to end it, and what came of that is not known. */
  wasAsked(id: string): boolean {
    return this.outcomes.get(id) === "asked";
  }

  /** @throws UsageError if it cannot be written */
  record(id: string, outcome: Outcome): void {
    // The line break comes first, to end an incomplete line.
    attempt("written", () => appendFileSync(this.file, `\n${JSON.stringify({ id, outcome })}`));
    this.outcomes.set(id, outcome);
  }

  count(outcome: Outcome): number {
    return [...this.outcomes.values()].filter((value) => value === outcome).length;
  }
}

function attempt<T>(what: "read" | "written", act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw new UsageError(
      `the journal cannot be ${what}: ${(error as Error).message}; name another file with --journal`,
    );
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
  const { domain, targets } = (value ?? {}) as Partial<Start>;
  const isTarget = (target: Partial<Target> | null) => [target?.user, target?.id].every((id) => typeof id === "string");
  return typeof domain === "string" && Array.isArray(targets) && targets.every(isTarget);
}

function isOutcome(value: unknown): value is { id: string; outcome: Outcome } {
  return typeof (value as { id?: unknown } | undefined)?.id === "string";
}
