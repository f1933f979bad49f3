import { createHash } from "node:crypto";
import { stringify } from "csv-stringify/sync";
import { tableInText } from "../table";
import { histogram } from "./histogram";
import type { Preview } from "./preview";
import type { Summary } from "./summary";
import { kindOf, numberOf, type Ending, type Verdict } from "./verdict";

/** How many rows a table has at most, so that people can read it. */
const MOST_ROWS = 20;

/** How a user is named: by the id if --show-users is given, otherwise by a hash that reveals nothing about the person. */
export type NameOf = (user: string) => string;

export const hashOf: NameOf = (user) => createHash("sha256").update(user).digest("hex").slice(0, 12);

export function previewInText({ summary, verdicts }: Preview, nameOf: NameOf): string {
  const over = verdicts.filter(({ ending }) => ending.length > 0);
  const most = over.toSorted((a, b) => b.ending.length - a.ending.length).slice(0, MOST_ROWS);
  const hasDevices = summary.devices > 0;
  const head = ["user", "live", ...(hasDevices ? ["devices"] : []), "limit", "over", "what happens", "set by"];
  const rows = most.flatMap((verdict) => rowsOf(verdict, nameOf, hasDevices));
  const rest = over.length - most.length;
  return [
    ...(most.length > 0 ? [tableInText(head, rows)] : []),
    ...(rest > 0 ? [`users over the limit that are not shown: ${rest}`] : []),
    "",
    ...(summary.users > 0
      ? overview(verdicts, summary)
      : ["no user was looked at: nobody logged in since then, or no user that was named exists"]),
  ].join("\n");
}

function overview(verdicts: readonly Verdict[], summary: Summary): string[] {
  return [
    summary.devices > 0 ? "live sessions, and devices without one  users" : "live sessions  users",
    ...histogram(verdicts.map(({ places }) => places.length)),
    "",
    ...conclusions(summary),
  ];
}

/** A row for each limit that a user is over. */
function rowsOf({ user, places, ending }: Verdict, nameOf: NameOf, hasDevices: boolean): string[][] {
  const over = new Map<string, Ending[]>();
  for (const one of ending) over.set(one.limit.setBy, [...(over.get(one.limit.setBy) ?? []), one]);
  const { live, devices } = placesInData(places);
  const held = [live, ...(hasDevices ? [devices] : [])].map(String);
  return [...over].map(([setBy, endings]) => {
    const { maxSessions, whenExceeded } = endings[0]!.limit;
    return [nameOf(user), ...held, String(maxSessions), String(endings.length), whenExceeded, setBy];
  });
}

function conclusions({ users, usersOver, shareOver, interval, ...places }: Summary): string[] {
  const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
  const ending = [
    `${places.sessionsEnding} of ${places.sessions} live sessions`,
    ...(places.devices > 0 ? [`${places.devicesEnding} of ${places.devices} devices without a session`] : []),
  ];
  return [
    `${usersOver} of ${users} users are over the limit (${percent(shareOver)}); ${ending.join(" and ")} would end`,
    ...(interval
      ? [
          `of all users, between ${percent(interval.from)} and ${percent(interval.to)} are over the limit (confidence 95 %)`,
        ]
      : []),
  ];
}

const COLUMNS = ["user", "live", "devices", "limit", "whenExceeded", "setBy", "kind", "id"];

/** A line for each session, and each device without one, over the limit. */
export function previewInCsv({ verdicts }: Preview, nameOf: NameOf): string {
  const records = verdicts.flatMap(({ user, places, ending }) =>
    ending.map((one) => ({ user: nameOf(user), ...placesInData(places), ...endingInData(one) })),
  );
  return stringify(records, { header: true, columns: COLUMNS });
}

export function previewInJson({ summary, verdicts }: Preview, nameOf: NameOf): object {
  const users = verdicts.map(({ user, places, limit, ending }) => ({
    user: nameOf(user),
    ...placesInData(places),
    ...limitInData(limit),
    ending: ending.map(endingInData),
  }));
  return { summary, users };
}

function placesInData(places: Verdict["places"]) {
  return { live: numberOf("session", places), devices: numberOf("device", places) };
}

function endingInData({ place, limit }: Ending): object {
  return { kind: kindOf(place), id: hashOf(place.id), ...limitInData(limit) };
}

function limitInData({ maxSessions, whenExceeded, setBy }: Verdict["limit"]): object {
  return { limit: maxSessions, whenExceeded, setBy };
}
