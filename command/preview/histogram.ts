/** The width of the longest bar, in characters. */
const WIDTH = 40;

/** How many users have how many sessions, with a line and a bar for each number of sessions. */
export function histogram(counts: readonly number[], limit?: number): string[] {
  const users = new Map<number, number>();
  for (const count of counts) users.set(count, (users.get(count) ?? 0) + 1);
  const most = Math.max(1, ...users.values());
  const rows = [...users].sort(([a], [b]) => a - b);
  const widest = Math.max(0, ...rows.map(([count]) => String(count).length));
  return rows.map(([count, number]) => {
    // Every line gets a bar, however few users it stands for.
    const bar = "█".repeat(Math.max(1, Math.round((number / most) * WIDTH)));
    const over = limit !== undefined && count > limit ? "  over the limit" : "";
    return `${String(count).padStart(widest)}  ${bar} ${number}${over}`;
  });
}
