/**
 * Deletions that Auth0 has accepted with 202 and carries out later: "delete session operations run asynchronously, and
 * are eventually consistent" (Auth0's page on managing sessions with the Management API).
 */
export class PendingDeletions {
  private pending: { due: number; carryOut: () => void }[] = [];

  /** @param delay milliseconds until an accepted deletion takes effect */
  constructor(private readonly delay: number) {}

  accept(carryOut: () => void): void {
    this.pending.push({ due: Date.now() + this.delay, carryOut });
    this.carryOutDue();
  }

  carryOutDue(now = Date.now()): void {
    const due = this.pending.filter((deletion) => deletion.due <= now);
    this.pending = this.pending.filter((deletion) => deletion.due > now);
    for (const deletion of due) deletion.carryOut();
  }

  carryOutAll(): void {
    this.carryOutDue(Infinity);
  }
}
