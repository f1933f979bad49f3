import { readFileSync } from "node:fs";
import type { Fault } from "../../simulator/simulator";
import type { Deployment } from "./deployment";
import type { TimeLapse } from "./time-lapse";

/** What goes wrong, in turns. */
const FAULTS: Fault[] = [
  { kind: "status", status: 503 },
  { kind: "connection reset" },
  { kind: "lost answer" },
  { kind: "truncated JSON" },
  { kind: "status", status: 429 },
  { kind: "wrong shape" },
  { kind: "no answer" },
  { kind: "bare array" },
  { kind: "status", status: 500, body: "<html>" },
  { kind: "slow drip" },
];

/** What preview, sweep and history ask again and again; the Action's calls are among them. */
const ROUTES = [
  ["GET", "/api/v2/users"],
  ["GET", "/api/v2/users/:id"],
  ["GET", "/api/v2/users/:id/sessions"],
  ["DELETE", "/api/v2/sessions/:id"],
  ["GET", "/api/v2/logs"],
  ["GET", "/api/v2/actions/executions/:id"],
] as const;

/** Every n-th call of each route goes wrong, up to so many calls of it. */
export function spoilEvery(n: number, calls: number, { simulator }: Deployment): void {
  for (const [method, path] of ROUTES) {
    for (let i = 0; i * n < calls; i++) {
      simulator.faults.inject({ method, path, fault: FAULTS[i % FAULTS.length]!, after: n - 1 });
    }
  }
}

/** Somebody else who uses the Management API, some calls at once at a time, and does not try again. */
export class Neighbour {
  calls = 0;
  refused = 0;
  private working = true;
  private readonly work: Promise<void>;

  /** @param interval milliseconds between two times, of the tenant's time */
  constructor(
    private readonly deployment: Deployment,
    time: TimeLapse,
    { together, interval }: { together: number; interval: number },
  ) {
    this.work = this.callAgainAndAgain(time, together, interval);
  }

  async leave(): Promise<void> {
    this.working = false;
    await this.work;
  }

  private async callAgainAndAgain(time: TimeLapse, together: number, interval: number): Promise<void> {
    while (this.working) {
      await Promise.all(Array.from({ length: together }, () => this.call()));
      await time.wait(interval);
    }
  }

  private async call(): Promise<void> {
    this.calls += 1;
    try {
      await this.deployment.simulator.management.clients.list({ per_page: 1 }, { maxRetries: 0 });
    } catch (error) {
      if ((error as { statusCode?: number }).statusCode !== 429) throw error;
      this.refused += 1;
    }
  }
}

/** How many sessions a journal says that were ended. */
export function endedBy(journal: string): number {
  try {
    return readFileSync(journal, "utf8").split('"outcome":"ended"').length - 1;
  } catch {
    return 0;
  }
}
