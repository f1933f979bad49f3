import type { TenantReader } from "../tenant/tenant-reader";
import type { Day } from "./load";

const DAY = 24 * 60 * 60 * 1000;

/**
 * The last 30 days on which anybody logged in. Needs the scope `read:stats`.
 *
 * @param now milliseconds since 1970
 * @returns undefined if the tenant refuses the statistics; `reader.unread` says why
 */
export function readDays(reader: TenantReader, now: number): Promise<Day[] | undefined> {
  return reader.read("statistics of logins", "read:stats", async () => {
    const days = await reader.management.stats.getDaily({ from: asked(now - 30 * DAY), to: asked(now) });
    return days.map(({ date = "", logins = 0 }) => ({ date: date.slice(0, 10), logins }));
  });
}

/** The date as the API takes it, such as 20261125. */
function asked(time: number): string {
  return new Date(time).toISOString().slice(0, 10).replaceAll("-", "");
}
