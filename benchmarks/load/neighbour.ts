import type { ManagementClient } from "auth0";

/** Another caller of the Management API in the same company. It makes calls at a steady rate, or none, and retries nothing. */
export class Neighbour {
  private readonly calls: Promise<"served" | "refused">[] = [];
  private readonly timer?: NodeJS.Timeout;

  constructor(
    private readonly management: ManagementClient,
    private readonly userId: string,
    callsPerSecond: number,
  ) {
    if (callsPerSecond > 0) this.timer = setInterval(() => this.calls.push(this.call()), 1000 / callsPerSecond);
  }

  async stop(): Promise<{ calls: number; refused: number }> {
    clearInterval(this.timer);
    const outcomes = await Promise.all(this.calls);
    return { calls: outcomes.length, refused: outcomes.filter((outcome) => outcome === "refused").length };
  }

  private async call(): Promise<"served" | "refused"> {
    try {
      await this.management.users.get(this.userId, {}, { maxRetries: 0 });
      return "served";
    } catch (error) {
      if ((error as { statusCode?: number }).statusCode === 429) return "refused";
      throw error;
    }
  }
}
