import type { PostLoginEvent } from "../../action-src/auth0-actions";
import { SECRETS, sessionOf, type Action, type Auth0 } from "./signing-in";

/** Milliseconds from a request to its answer. */
const LATENCY = 30;

export interface Bucket {
  burst: number;
  perSecond: number;
}

/** Seconds; the clock is the test's. */
export interface Load {
  loginsPerSecond: number;
  seconds: number;
  neighbourCallsPerSecond?: number;
}

/** A tenant with a rate limit, whose users have one session to end each. It keeps time by the test's clock. */
export class BusyTenant {
  calls = 0;
  refused = 0;
  neighbour = { calls: 0, refused: 0 };
  readonly ended = new Set<string>();
  private room: number;
  private at = Date.now();

  constructor(
    auth0: Auth0,
    private readonly bucket: Bucket,
  ) {
    this.room = bucket.burst;
    auth0.tenant.always((init, url) => this.answer(url, init));
  }

  private async answer(url: string, init: RequestInit): Promise<Response> {
    const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
    await wait(LATENCY / 2);
    if (url.endsWith("/oauth/token")) return Response.json({ access_token: "token", expires_in: 86_400 });
    this.calls += 1;
    const isAllowed = this.take();
    const headers = this.headers();
    if (!isAllowed) this.refused += 1;
    if (isAllowed && init.method === "DELETE") this.ended.add(url.split("/").at(-1)!);
    const [, user] = /users\/([^/]+)\/sessions/.exec(url) ?? [];
    await wait(LATENCY / 2);
    if (!isAllowed) return new Response(null, { status: 429, headers });
    if (user === undefined) return new Response(null, { status: 202, headers });
    return Response.json({ sessions: [sessionOf(`old-${user}`, 1), sessionOf(`new-${user}`, 9)] }, { headers });
  }

  private take(): boolean {
    const now = Date.now();
    this.room = Math.min(this.bucket.burst, this.room + ((now - this.at) / 1000) * this.bucket.perSecond);
    this.at = now;
    if (this.room < 1) return false;
    this.room -= 1;
    return true;
  }

  private headers(): Record<string, string> {
    const { burst, perSecond } = this.bucket;
    const untilFull = ((burst - this.room) / perSecond) * 1000;
    return {
      "x-ratelimit-limit": String(burst),
      "x-ratelimit-remaining": String(Math.floor(this.room)),
      "x-ratelimit-reset": String(Math.ceil((Date.now() + untilFull) / 1000)),
    };
  }

  /** @returns how long each login was held up, in milliseconds */
  async serve(action: Action, auth0: Auth0, { loginsPerSecond, seconds, neighbourCallsPerSecond = 0 }: Load) {
    const holds: number[] = [];
    const logIn = async (user: string) => {
      const began = Date.now();
      const event: PostLoginEvent = { user: { user_id: user }, session: sessionOf(`new-${user}`, 9), secrets: SECRETS };
      await action(event, auth0.api);
      holds.push(Date.now() - began);
    };
    const logins = Array.from({ length: loginsPerSecond * seconds }, (_, index) => index);
    for (const index of logins) setTimeout(() => void logIn(`u${index}`), (index * 1000) / loginsPerSecond);
    const calls = Array.from({ length: neighbourCallsPerSecond * seconds }, (_, index) => index);
    for (const index of calls) setTimeout(() => this.callOfNeighbour(), (index * 1000) / neighbourCallsPerSecond);
    await jest.advanceTimersByTimeAsync((seconds + 10) * 1000);
    return holds.toSorted((a, b) => a - b);
  }

  private callOfNeighbour(): void {
    this.neighbour.calls += 1;
    if (!this.take()) this.neighbour.refused += 1;
  }
}
