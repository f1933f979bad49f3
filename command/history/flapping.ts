import type { Place } from "./happening";

/** A session that was ended, and where it was signed in to. */
export interface EndedSession {
  readonly user: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly place: Place;
}

/** Two places of one user that end each other's sessions in turn: account sharing, an attacker, or a limit too low. */
export interface Flapping {
  readonly user: string;
  /** How many sessions in a row, the other place's each time. */
  readonly turns: number;
  readonly from: number;
  readonly to: number;
  readonly places: readonly [Place, Place];
}

/** From how many turns on it is no coincidence any more. */
const TURNS = 4;

/** How long one place may wait for its turn, in milliseconds: who changes devices once a day does not flap. */
const PATIENCE = 12 * 60 * 60 * 1000;

/** The longest row of each user who has one, the longest first. A place is an IP address with a user agent. */
export function findFlapping(ended: readonly EndedSession[]): Flapping[] {
  const byUser = new Map<string, EndedSession[]>();
  for (const session of ended) byUser.set(session.user, [...(byUser.get(session.user) ?? []), session]);
  return [...byUser.values()]
    .map((sessions) => longest(rowsOf(sessions.toSorted((a, b) => a.at - b.at))))
    .filter((row) => row.length >= TURNS)
    .map(flappingOf)
    .sort((a, b) => b.turns - a.turns);
}

/** Each as long as two places take turns. */
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
