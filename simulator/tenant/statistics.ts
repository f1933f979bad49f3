/** What a day saw. Dates are ISO 8601, and days those of UTC. */
export interface DailyStatistics {
  /** Midnight. */
  date: string;
  logins: number;
  signups: number;
  leaked_passwords: number;
  created_at: string;
  updated_at: string;
}

export class Statistics {
  private readonly days = new Map<string, DailyStatistics>();

  /** @param at ISO 8601 */
  count(what: "logins" | "signups", at: string): void {
    const day = at.slice(0, 10);
    const statistics = this.days.get(day) ?? newDay(day, at);
    statistics[what] += 1;
    if (at > statistics.updated_at) statistics.updated_at = at;
    this.days.set(day, statistics);
  }

  state(): DailyStatistics[] {
    return [...this.days.values()];
  }

  restore(state: readonly DailyStatistics[]): void {
    for (const statistics of state) this.days.set(statistics.date.slice(0, 10), statistics);
  }

  /** Days such as "2026-11-25", both included; those on which nothing happened are left out. */
  between(from: string, to: string): DailyStatistics[] {
    return [...this.days]
      .filter(([day]) => from <= day && day <= to)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([, statistics]) => statistics);
  }
}

function newDay(day: string, at: string): DailyStatistics {
  const date = `${day}T00:00:00.000Z`;
  return { date, logins: 0, signups: 0, leaked_passwords: 0, created_at: at, updated_at: at };
}
