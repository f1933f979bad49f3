import { UsageError } from "../options";
import type { Random } from "../users/sample";
import { halves, isMoment, type Window } from "../window";

export interface EventLog<Event> {
  /** All events in the window; undefined if there are more than a search gives. */
  read(window: Window): Promise<Event[] | undefined>;
}

/** What was read of a window, whole. */
export interface Slice<Event> {
  readonly events: readonly Event[];
  /** For how many slices like it, itself included, it stands. */
  readonly weight: number;
}

/**
 * The events of a window. A window with more than a search gives is halved, again and again. Once there are as many such windows
 * as asked for, only one of two halves with too many events each is looked into: it is drawn at random, and stands for both.
 *
 * @param most how many, 1 or more
 * @throws UsageError if more events than a search gives are of one millisecond
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
    throw new UsageError(`the log has more events at ${moment} than a search gives; choose another --since`);
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
