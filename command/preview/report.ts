import { createHash } from "node:crypto";
import { stringify } from "csv-stringify/sync";
import { tableInText } from "../table";
import { histogram } from "./histogram";
import type { Preview } from "./preview";
import type { Summary } from "./summary";
import type { Verdict } from "./verdict";

/** How many rows a table has at most, so that people can read it. */
const MOST_ROWS = 20;

/** How a user is named: by the id if --show-users is given, otherwise by a hash that reveals nothing about the person. */
export type NameOf = (user: string) => string;

export const hashOf: NameOf = (user) => createHash("sha256").update(user).digest("hex").slice(0, 12);

export function previewInText({ summary, verdicts }: Preview, nameOf: NameOf): string {
  const over = verdicts.filter(({ ending }) => ending.length > 0);
  const most = over.toSorted((a, b) => b.ending.length - a.ending.length).slice(0, MOST_ROWS);
  const head = ["user", "live", "limit", "over", "what happens"];
  const rows = most.map((verdict) => row(verdict, nameOf));
  const rest = over.length - most.length;
  return [
    ...(most.length > 0 ? [tableInText(head, rows)] : []),
    ...(rest > 0 ? [`and ${rest} more users over the limit`] : []),
    "",
    "live sessions  users",
    ...histogram(verdicts.map(({ live }) => live)),
    "",
    ...conclusions(summary),
  ].join("\n");
}

function row({ user, live, limit, ending, whenExceeded }: Verdict, nameOf: NameOf): string[] {
  return [nameOf(user), String(live), String(limit), String(ending.length), whenExceeded];
}

function conclusions({ users, usersOver, sessions, sessionsEnding, shareOver, interval }: Summary): string[] {
  const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
  return [
    `${usersOver} of ${users} users are over the limit (${percent(shareOver)}); ${sessionsEnding} of ${sessions} live sessions would end`,
    ...(interval
      ? [
          `of all users, between ${percent(interval.from)} and ${percent(interval.to)} are over the limit (confidence 95 %)`,
        ]
      : []),
  ];
}

/** Writes a CSV line for each session over the limit. */
export function previewInCsv({ verdicts }: Preview, nameOf: NameOf): string {
  const records = verdicts.flatMap(({ user, live, limit, whenExceeded, ending }) =>
    ending.map((session) => ({ user: nameOf(user), live, limit, whenExceeded, session: hashOf(session) })),
  );
  return stringify(records, { header: true, columns: ["user", "live", "limit", "whenExceeded", "session"] });
}

export function previewInJson({ summary, verdicts }: Preview, nameOf: NameOf): object {
  const users = verdicts.map(({ user, ending, ...verdict }) => ({
    user: nameOf(user),
    ...verdict,
    ending: ending.map(hashOf),
  }));
  return { summary, users };
}
