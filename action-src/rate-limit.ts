import { Failure } from "./failure";
import { readNumber, retryDelay } from "./retry-delay";

/** Calls a second that a bucket of fifty gets back, and any other at least. Source: Auth0 docs, "Rate Limit Policy". */
const REFILL_OF_FIFTY = 16;
const SLOWEST_REFILL = 2;

/** How many calls a login takes that makes room for itself. */
const LOGIN = 2;

/** No longer pause is believed, in milliseconds: by then, any bucket is full. */
export const LONGEST_PAUSE = 10_000;

/** What instances tell each other. */
type Knowledge = Record<"limit" | "room" | "at", number>;

interface Waiter {
  calls: number;
  isUrgent: boolean;
  /** Milliseconds since 1970. */
  deadline: number;
  proceed: () => void;
  refuse: (failure: Failure) => void;
}

/**
 * What a warm instance knows of the token bucket that all callers of an API share. Its logins wait in one queue. Times are
 * milliseconds since 1970.
 */
export class RateLimit {
  /** How many calls the bucket holds; undefined as long as no answer tells. */
  private limit?: number;
  /** For how many calls there was room, at a time. No call is made before it. */
  private room = Infinity;
  private at = 0;
  /** Calls that logins may make, and have no answer to yet. */
  private granted = 0;
  private queue: Waiter[] = [];
  private timer?: NodeJS.Timeout;

  /** @param reserve the share of the bucket that is left to others, in percent */
  constructor(private readonly reserve: number) {}

  /** Waits for room for some calls, those that are urgent first. Rejects at once if there will be none in time. */
  take(calls: number, deadline: number, isUrgent: boolean): Promise<void> {
    return new Promise((proceed, refuse) => {
      const place = isUrgent ? this.queue.findIndex((waiter) => !waiter.isUrgent) : -1;
      const waiter = { calls, isUrgent, deadline, proceed, refuse };
      this.queue.splice(place < 0 ? this.queue.length : place, 0, waiter);
      this.serve();
    });
  }

  /** Calls that are not made after all. */
  giveBack(calls: number): void {
    this.granted -= calls;
    this.room += calls;
    this.serve();
  }

  /** @param answer undefined if there was none */
  learn(answer: Pick<Response, "status" | "headers"> | undefined): void {
    this.granted -= 1;
    if (answer) this.read(answer, Date.now());
    this.serve();
  }

  /** What a cold instance needs to know: that there is little room. */
  get scarcity(): Knowledge | undefined {
    const { limit = 0, room, at } = this;
    return room <= limit / 2 ? { limit, room, at } : undefined;
  }

  /** What another instance knows, or whatever a cache holds. One's own is better. */
  adopt(knowledge: unknown): void {
    const { limit, room, at } = (knowledge ?? {}) as Partial<Knowledge>;
    const isWhole = [limit, room, at].every(Number.isFinite) && at! <= Date.now() + LONGEST_PAUSE;
    if (!isWhole || !isLimit(limit) || Math.abs(room!) > limit) return;
    if (this.limit === undefined) Object.assign(this, { limit, room, at });
  }

  private read({ status, headers }: Pick<Response, "status" | "headers">, now: number): void {
    const stated = readNumber(headers, "x-ratelimit-limit");
    const limit = isLimit(stated) ? stated : undefined;
    const remaining = readNumber(headers, "x-ratelimit-remaining");
    this.refillUntil(now);
    this.limit = limit ?? this.limit;
    if (status === 429) {
      // The one that was refused may go first then.
      this.room = this.left + 1;
      this.at = Math.max(this.at, now + Math.min(retryDelay(headers, now), LONGEST_PAUSE));
    } else if (this.at <= now) {
      const isKnown = limit !== undefined && remaining !== undefined;
      this.room = isKnown ? this.reconcile(remaining) : Infinity;
    }
  }

  /** The header leaves out fractions, and may count calls that have no answer yet, or not: our own count knows. */
  private reconcile(remaining: number): number {
    const atLeast = remaining - this.granted;
    return this.room >= atLeast && this.room < remaining + 1 ? this.room : atLeast;
  }

  /** Lets everybody proceed whom there is room for, and refuses whom there will be none for in time. */
  private serve(): void {
    clearTimeout(this.timer);
    const now = Date.now();
    this.refillUntil(now);
    let room = this.room - this.left;
    let next = Infinity;
    this.queue = this.queue.filter((waiter) => {
      const lacking = Math.max(0, waiter.calls - room);
      const delay = Math.ceil(this.at - now + (lacking * 1000) / this.refill);
      if (delay > 0 && now + delay > waiter.deadline) {
        waiter.refuse(new Failure("RateLimited", 429));
        return false;
      }
      room -= waiter.calls;
      if (delay > 0) {
        next = Math.min(next, delay);
        return true;
      }
      this.room -= waiter.calls;
      this.granted += waiter.calls;
      waiter.proceed();
      return false;
    });
    if (this.queue.length > 0) this.timer = setTimeout(() => this.serve(), next);
  }

  private refillUntil(now: number): void {
    if (now <= this.at) return;
    this.room = Math.min(this.limit ?? Infinity, this.room + ((now - this.at) * this.refill) / 1000);
    this.at = now;
  }

  /** Calls a second. */
  private get refill(): number {
    const { limit = 0 } = this;
    return limit === 50 ? REFILL_OF_FIFTY : Math.max(SLOWEST_REFILL, limit / 5);
  }

  /** What is left to others. Any bucket has room for a login. */
  private get left(): number {
    const { limit = 0 } = this;
    return Math.max(0, Math.min(Math.ceil((limit * this.reserve) / 100), limit - LOGIN));
  }
}

/** A bucket without room for a login, which takes two calls, would keep the instance from ever asking again. */
function isLimit(calls: number | undefined): calls is number {
  return calls !== undefined && calls >= LOGIN;
}
