import { hashOf } from "../preview/report";
import { tableInText } from "../table";
import type { Window } from "../window";
import type { Flapping } from "./flapping";
import type { Place } from "./happening";
import type { History } from "./history";
import { EXECUTION_KEPT_FOR } from "./runs";
import type { Period } from "./summary";

/** How many users a table shows at most, so that people can read it. */
const MOST_USERS = 10;

const moment = (time: number) => new Date(time).toISOString();

export function historyInText(history: History, showUsers: boolean): string {
  const { name, by, visible, periods } = history;
  if (!visible) return `the tenant's log is empty, so nothing is known about "${name}"`;
  const eventful = periods.filter(isEventful);
  const revokes = periods.some(({ revocations }) => revocations > 0);
  const users = history.users
    .slice(0, MOST_USERS)
    .map(({ user, ended, refused }) => [nameOf(user, showUsers), String(ended), String(refused)]);
  return [
    `what "${name}" did from ${moment(visible.start)} to ${moment(visible.end)}, by ${by}`,
    "",
    eventful.length > 0
      ? tableInText(
          headOf(by, revokes),
          eventful.map((period) => row(period, by, revokes)),
        )
      : "nobody signed in, and nothing was ended or refused",
    ...(users.length > 0 ? ["", tableInText(["user", "ended", "refused"], users)] : []),
    ...section(notesOn(history)),
    ...section(warningsOf(history, showUsers).map((warning) => `warning: ${warning}`)),
  ].join("\n");
}

function headOf(by: History["by"], revokes: boolean): string[] {
  const revoked = revokes ? ["revocations"] : [];
  return [
    by,
    "signed in",
    "ended",
    ...revoked,
    "refused",
    "refused on failure",
    "executions failed",
    "median",
    "95 % within",
  ];
}

const section = (lines: string[]) => (lines.length > 0 ? ["", ...lines] : []);

function isEventful({ sampled, signedIn, ended, revocations, refused, refusedOnFailure, failed }: Period): boolean {
  return sampled || signedIn + ended + revocations + refused + refusedOnFailure + failures(failed) > 0;
}

function failures(failed: Period["failed"]): number {
  return Object.values(failed).reduce((sum, count) => sum + count, 0);
}

function row({ window, sampled, latency, failed, ...counts }: Period, by: History["by"], revokes: boolean): string[] {
  const start = moment(window.start);
  const count = (number: number) => `${sampled ? "about " : ""}${number}`;
  return [
    by === "day" ? start.slice(0, 10) : start.slice(0, 16).replace("T", " "),
    ...[counts.signedIn, counts.ended, ...(revokes ? [counts.revocations] : [])].map(count),
    ...[counts.refused, counts.refusedOnFailure, failures(failed)].map(count),
    ...[latency?.median, latency?.percentile95].map((time) => (time === undefined ? "" : `${time} ms`)),
  ];
}

/** What a reader has to know about the numbers. */
function notesOn({ periods, users, endedOfUnknown, visible, by }: History): string[] {
  const sampled = periods.filter((period) => period.sampled).length;
  const runs = periods.reduce((sum, { latency }) => sum + (latency?.runs ?? 0), 0);
  const isTooOld = visible !== undefined && visible.start < visible.end - EXECUTION_KEPT_FOR;
  return [
    ...(users.length > MOST_USERS ? [`users that are not shown: ${users.length - MOST_USERS}`] : []),
    ...(sampled > 0
      ? [
          `${sampled} of ${periods.length} ${by}s have more events than were read: their numbers are estimates from slices drawn at random, users are counted only in these slices, and places that take turns may be missed; read more with --slices`,
        ]
      : []),
    ...(endedOfUnknown > 0
      ? [
          `the users of ${endedOfUnknown} ended sessions are not known: the log that was read does not reach back to their logins`,
        ]
      : []),
    ...(periods.some(({ revocations }) => revocations > 0)
      ? [
          "revocations are calls that revoked refresh tokens of devices without a session: one call may end several of them, and the log does not tell whose they were",
        ]
      : []),
    `the Action's times are from ${runs} ${runs === 1 ? "execution" : "executions"}, drawn at random${isTooOld ? "; Auth0 keeps them for 10 days" : ""}`,
    "refused logins are recognized by the policy's current message",
  ];
}

/** What somebody should look into. */
export function warningsOf({ flapping, periods }: History, showUsers: boolean): string[] {
  const failed = periods.reduce((sum, period) => sum + failures(period.failed), 0);
  const classes = [...new Set(periods.flatMap((period) => Object.keys(period.failed)))].join(", ");
  return [
    ...flapping.map((row) => flappingInText(row, showUsers)),
    ...(failed > 0 ? [`${failed} executions failed (${classes}): Auth0 refuses a login whose execution fails`] : []),
  ];
}

function flappingInText({ user, turns, from, to, places }: Flapping, showUsers: boolean): string {
  const between = showUsers ? ` (${places.map(({ ip, userAgent }) => `${ip}, ${userAgent}`).join("; ")})` : "";
  return `two places${between} of user ${nameOf(user, showUsers)} ended each other's sessions in turn, ${turns} times from ${moment(from)} to ${moment(to)}: a shared account, an attacker, or somebody who needs two sessions`;
}

export function historyInJson(history: History, showUsers: boolean): object {
  const { name, by, visible, periods, users, endedOfUnknown, flapping } = history;
  return {
    name,
    by,
    visible: visible && inJson(visible),
    periods: periods.map(({ window, ...period }) => ({ ...inJson(window), ...period })),
    users: users.map(({ user, ...counts }) => ({ user: nameOf(user, showUsers), ...counts })),
    endedOfUnknown,
    flapping: flapping.map(({ user, turns, from, to, places }) => ({
      user: nameOf(user, showUsers),
      turns,
      from: moment(from),
      to: moment(to),
      ...(showUsers && { places: places satisfies readonly Place[] }),
    })),
  };
}

const inJson = ({ start, end }: Window) => ({ from: moment(start), to: moment(end) });

function nameOf(user: string, showUsers: boolean): string {
  return showUsers ? user : hashOf(user);
}
