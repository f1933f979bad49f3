import type { Place } from "./happening";

/** A session that was ended, and the place from which the user had signed in to it. */
export interface EndedSession {
  readonly user: string;
  /** When the session was ended, in milliseconds since 1970. */
  readonly at: number;
  readonly place: Place;
}

/** Two places of one user that end each other's sessions in turn: a shared account, an attacker, or a limit that is too low. */
export interface Flapping {
  readonly user: string;
  /** How many sessions were ended in a row, alternating between the two places. */
  readonly turns: number;
  readonly from: number;
  readonly to: number;
  readonly places: readonly [Place, Place];
}

/** From how many turns on it is no longer a coincidence. */
const TURNS = 4;

/** How much time may pass between turns, in milliseconds. Somebody who changes devices once a day does not flap. */
const PATIENCE = 12 * 60 * 60 * 1000;

/** The longest row of turns of each user who has one, longest first. A place is an IP address with a user agent. */
export function findFlapping(ended: readonly EndedSession[]): Flapping[] {
  const byUser = new Map<string, EndedSession[]>();
  for (const session of ended) byUser.set(session.user, [...(byUser.get(session.user) ?? []), session]);
  return [...byUser.values()]
    .map((sessions) => longest(rowsOf(sessions.toSorted((a, b) => a.at - b.at))))
    .filter((row) => row.length >= TURNS)
    .map(flappingOf)
    .sort((a, b) => b.turns - a.turns);
}

/** Splits sessions into rows, each of which lasts for as long as two places take turns. */
function rowsOf(sessions: readonly EndedSession[]): EndedSession[][] {
  const rows: EndedSession[][] = [];
  for (const session of sessions) {
    const row = rows.at(-1) ?? [];
    const [beforeLast, last] = [row.at(-2), row.at(-1)];
    if (!last || session.at - last.at > PATIENCE || isSame(session.place, last.place)) rows.push([session]);
    else if (!beforeLast || isSame(session.place, beforeLast.place)) row.push(session);
    else rows.push([last, session]);
  }
  return rows;
}

function longest(rows: EndedSession[][]): EndedSession[] {
  return rows.reduce((most, row) => (row.length > most.length ? row : most), []);
}

function isSame(one: Place, other: Place): boolean {
  return one.ip === other.ip && one.userAgent === other.userAgent;
}

function flappingOf(row: readonly EndedSession[]): Flapping {
  const [first, second] = row as [EndedSession, EndedSession];
  const places = [first.place, second.place] as const;
  return { user: first.user, turns: row.length, from: first.at, to: row.at(-1)!.at, places };
}
