import { UsageError } from "../options";
import type { Random } from "../users/sample";
import { halves, isMoment, type Window } from "../window";

export interface EventLog<Event> {
  /** All events in the window; undefined if there are more than a search returns. */
  read(window: Window): Promise<Event[] | undefined>;
}

/** A window that was read completely. */
export interface Slice<Event> {
  readonly events: readonly Event[];
  /** How many slices like this one it stands for, including itself. */
  readonly weight: number;
}

/**
 * The events of a window. A window with more events than a search returns is halved, again and again. Once there are `most` such
 * windows, only one of two halves that both have too many events is read: it is drawn at random, and stands for both.
 *
 * @param most how many crowded windows to read, 1 or more
 * @throws UsageError if there are more events in one millisecond than a search returns
 */
export async function* draw<Event>(
  log: EventLog<Event>,
  window: Window,
  most: number,
  random: Random,
): AsyncGenerator<Slice<Event>> {
  const events = await log.read(window);
  if (events) yield { events, weight: 1 };
  else yield* divide(log, window, most, random, 1);
}

async function* divide<Event>(
  log: EventLog<Event>,
  window: Window,
  most: number,
  random: Random,
  weight: number,
): AsyncGenerator<Slice<Event>> {
  if (isMoment(window)) {
    const moment = new Date(window.start).toISOString();
    throw new UsageError(`the log has more events at ${moment} than a search returns; choose another --since`);
  }
  const crowded: Window[] = [];
  for (const half of halves(window)) {
    const events = await log.read(half);
    if (events) yield { events, weight };
    else crowded.push(half);
  }
  const [one, other] = crowded;
  if (one && other && most < 2) {
    yield* divide(log, random() < 0.5 ? one : other, most, random, weight * 2);
  } else {
    for (const half of crowded) yield* divide(log, half, most / crowded.length, random, weight);
  }
}
