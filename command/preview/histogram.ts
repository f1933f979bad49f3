/** Of a bar, in characters. */
const WIDEST = 40;
const NARROWEST = 5;

/**
 * How many users have how many sessions: a line for each number, with a bar.
 *
 * @param columns of the terminal
 */
export function histogram(counts: readonly number[], columns = process.stdout.columns): string[] {
  const users = new Map<number, number>();
  for (const count of counts) users.set(count, (users.get(count) ?? 0) + 1);
  const most = Math.max(1, ...users.values());
  const rows = [...users].sort(([a], [b]) => a - b);
  const widest = Math.max(0, ...rows.map(([count]) => String(count).length));
  const labels = widest + String(most).length + 3;
  const width = Math.max(NARROWEST, Math.min(WIDEST, (columns ?? Infinity) - labels));
  return rows.map(([count, number]) => {
    // Every line gets a bar, however few users it stands for.
    const bar = "█".repeat(Math.max(1, Math.round((number / most) * width)));
    return `${String(count).padStart(widest)}  ${bar} ${number}`;
  });
}
