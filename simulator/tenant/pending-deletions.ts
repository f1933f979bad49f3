import type { Clock } from "./clock";

interface PendingDeletion {
  /** Milliseconds since the Unix epoch. */
  due: number;
  carryOut: () => void;
}

/**
 * Deletions that Auth0 has accepted with 202 and carries out later: "delete session operations run asynchronously, and
 * are eventually consistent" (Auth0's page on managing sessions with the Management API).
 */
export class PendingDeletions {
  /** In the order in which they are due, since all wait equally long. */
  private pending: PendingDeletion[] = [];

  /** @param delay milliseconds until an accepted deletion takes effect */
  constructor(
    private readonly delay: number,
    private readonly clock: Clock,
  ) {}

  accept(carryOut: () => void): void {
    this.pending.push({ due: this.clock.milliseconds + this.delay, carryOut });
    this.carryOutDue();
  }

  carryOutDue(): void {
    const now = this.clock.milliseconds;
    if ((this.pending[0]?.due ?? Infinity) > now) return;
    const later = this.pending.findIndex(({ due }) => due > now);
    this.carryOut(later === -1 ? this.pending.length : later);
  }

  carryOutAll(): void {
    this.carryOut(this.pending.length);
  }

  private carryOut(count: number): void {
    for (const deletion of this.pending.splice(0, count)) deletion.carryOut();
  }
}
