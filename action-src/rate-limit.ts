import { Failure } from "./failure";
import { readNumber, retryDelay } from "./retry-delay";

/** How many calls per second a bucket of fifty regains, and any other at least. Source: Auth0 docs, "Rate Limit Policy". */
const REFILL_OF_FIFTY = 16;
const SLOWEST_REFILL = 2;

/** How many calls a login needs to make room for itself. */
const LOGIN = 2;

/** The longest pause that is believed, in milliseconds: after that time, any bucket is full. */
export const LONGEST_PAUSE = 10_000;

/** What one instance tells another about the rate limit. */
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
 * What a warm instance knows about the token bucket that all callers of an API share. The instance's logins wait in one queue.
 * Times are in milliseconds since 1970.
 */
export class RateLimit {
  /** How many calls the bucket holds; undefined until an answer tells. */
  private limit?: number;
  /** How many calls there was room for at the time `at`. No call is made before that time. */
  private room = Infinity;
  private at = 0;
  /** How many calls logins may make, or have made without an answer yet. */
  private granted = 0;
  private queue: Waiter[] = [];
  private timer?: NodeJS.Timeout;

  /** @param reserve the share of the bucket to leave to others, in percent */
  constructor(private readonly reserve: number) {}

  /** Waits until there is room for the calls; urgent ones go first. Rejects at once if there will be no room in time. */
  take(calls: number, deadline: number, isUrgent: boolean): Promise<void> {
    return new Promise((proceed, refuse) => {
      const place = isUrgent ? this.queue.findIndex((waiter) => !waiter.isUrgent) : -1;
      const waiter = { calls, isUrgent, deadline, proceed, refuse };
      this.queue.splice(place < 0 ? this.queue.length : place, 0, waiter);
      this.serve();
    });
  }

  /** Returns calls that are not made after all. */
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

  /** What a cold instance needs to know if there is little room; otherwise undefined. */
  get scarcity(): Knowledge | undefined {
    const { limit = 0, room, at } = this;
    return room <= limit / 2 ? { limit, room, at } : undefined;
  }

  /** Takes over what another instance knows, unless this instance has knowledge of its own. A cache may hold anything. */
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
      // The call that was refused may then go first.
      this.room = this.left + 1;
      this.at = Math.max(this.at, now + Math.min(retryDelay(headers, now), LONGEST_PAUSE));
    } else if (this.at <= now) {
      const isKnown = limit !== undefined && remaining !== undefined;
      this.room = isKnown ? this.reconcile(remaining) : Infinity;
    }
  }

  /** The header omits fractions, and may or may not count unanswered calls. Our own count is more precise while it agrees. */
  private reconcile(remaining: number): number {
    const atLeast = remaining - this.granted;
    return this.room >= atLeast && this.room < remaining + 1 ? this.room : atLeast;
  }

  /** Lets waiters proceed as far as there is room, and refuses those for whom there will be no room in time. */
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

  /** How many calls per second the bucket regains. */
  private get refill(): number {
    const { limit = 0 } = this;
    return limit === 50 ? REFILL_OF_FIFTY : Math.max(SLOWEST_REFILL, limit / 5);
  }

  /** How many calls are left to others. Every bucket keeps room for one login. */
  private get left(): number {
    const { limit = 0 } = this;
    return Math.max(0, Math.min(Math.ceil((limit * this.reserve) / 100), limit - LOGIN));
  }
}

/** With a bucket smaller than the two calls of a login, the instance would never make a call again. */
function isLimit(calls: number | undefined): calls is number {
  return calls !== undefined && calls >= LOGIN;
}
