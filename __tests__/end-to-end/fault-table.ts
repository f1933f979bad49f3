import type { Fault } from "../../simulator/simulator";

/** What the Action asks of the tenant: a token, any page of the user's sessions or refresh tokens, to end a session in either way. */
export type Request = "token" | "list" | "end";

type OnFailure = "allow-login" | "deny-login";

/** What a fault comes to, for a login beyond the limit. */
export interface Outcome {
  name: string;
  login: Record<OnFailure, "proceeds" | "is refused">;
  /** The one that is too many. */
  session: "has ended" | "remains" | "was gone";
  /** In the report line. */
  event: Record<OnFailure, string>;
  /** What brings the user back to the limit. */
  heals: string;
}

const proceeds: Outcome["login"] = { "allow-login": "proceeds", "deny-login": "proceeds" };
const asOnFailureSays: Outcome["login"] = { "allow-login": "proceeds", "deny-login": "is refused" };
const always = (event: string) => ({ "allow-login": event, "deny-login": event });

const enforced: Outcome = {
  name: "limit enforced",
  login: proceeds,
  session: "has ended",
  event: always("session-revoked"),
  heals: "nothing to heal",
};
const gone: Outcome = { ...enforced, name: "session gone", session: "was gone" };
const unknown: Outcome = {
  name: "sessions unknown",
  login: asOnFailureSays,
  session: "remains",
  event: { "allow-login": "sessions-unknown", "deny-login": "session-revoked" },
  heals: "the next login, once the failure is over",
};
const stays: Outcome = {
  ...unknown,
  name: "session stays",
  event: { "allow-login": "sessions-kept", "deny-login": "session-revoked" },
};
const deferred: Outcome = {
  ...unknown,
  name: "sessions deferred",
  event: { "allow-login": "sessions-deferred", "deny-login": "session-revoked" },
  heals: "the next login, once the rate limit has room",
};
const unconfirmed: Outcome = {
  ...stays,
  name: "end unconfirmed",
  session: "has ended",
  heals: "nothing to heal",
};

export const outcomes = [enforced, gone, unknown, stays, deferred, unconfirmed];

export interface Cell {
  outcome: Outcome;
  /** As the report line names it; missing where there is none to report. */
  error?: string;
}

const to = (outcome: Outcome, error?: string): Cell => ({ outcome, ...(error !== undefined && { error }) });

export interface Row extends Record<Request, Cell> {
  /** What goes wrong, in the words of the documentation. */
  name: string;
  fault: () => Fault;
  /** How many requests in a row it happens to. @default all */
  times?: number;
}

function answer(status: number, error: string, message: string, headers: Record<string, string> = {}): Fault {
  return { kind: "status", status, headers, body: { statusCode: status, error, message } };
}

const limited = (headers?: Record<string, string>) =>
  answer(429, "Too Many Requests", "Global limit has been reached", headers);
const unauthorized = () => answer(401, "Unauthorized", "Invalid token");
const now = () => Math.floor(Date.now() / 1000);

/** All that can go wrong with a request, and what it comes to. */
export const faultTable: Row[] = [
  {
    name: "429, over within the time budget (`Retry-After`)",
    fault: () => limited({ "retry-after": "1" }),
    times: 1,
    token: to(enforced),
    list: to(enforced),
    end: to(enforced),
  },
  {
    name: "429, over within the time budget (`X-RateLimit-Reset`)",
    fault: () => limited({ "x-ratelimit-reset": String(now() + 1) }),
    times: 1,
    token: to(enforced),
    list: to(enforced),
    end: to(enforced),
  },
  {
    name: "429, over after the time budget",
    fault: () => limited({ "retry-after": "2" }),
    token: to(deferred, "TokenRefused 429"),
    list: to(deferred, "TooManyRequestsError 429"),
    end: to(deferred, "TooManyRequestsError 429"),
  },
  {
    name: "429 that does not say for how long",
    fault: () => limited(),
    token: to(deferred, "TokenRefused 429"),
    list: to(deferred, "TooManyRequestsError 429"),
    end: to(deferred, "TooManyRequestsError 429"),
  },
  {
    name: "500",
    fault: () => answer(500, "Internal Server Error", "An internal server error occurred"),
    token: to(unknown, "TokenRefused 500"),
    list: to(unknown, "ManagementError 500"),
    end: to(stays, "ManagementError 500"),
  },
  {
    name: "503 with a page of HTML",
    fault: () => ({ kind: "status", status: 503, body: "<!doctype html><title>Service Unavailable</title>" }),
    token: to(unknown, "TokenRefused 503"),
    list: to(unknown, "ManagementError 503"),
    end: to(stays, "ManagementError 503"),
  },
  {
    name: "the connection is reset once",
    fault: () => ({ kind: "connection reset" }),
    times: 1,
    token: to(enforced),
    list: to(enforced),
    end: to(enforced),
  },
  {
    name: "the connection is reset every time",
    fault: () => ({ kind: "connection reset" }),
    token: to(unknown, "ECONNRESET"),
    list: to(unknown, "ECONNRESET"),
    end: to(stays, "ECONNRESET"),
  },
  {
    name: "no answer",
    fault: () => ({ kind: "no answer" }),
    token: to(unknown, "TimeoutError"),
    list: to(unknown, "TimeoutError"),
    end: to(stays, "TimeoutError"),
  },
  {
    name: "an answer that never ends",
    fault: () => ({ kind: "slow drip" }),
    token: to(unknown, "TimeoutError"),
    list: to(unknown, "TimeoutError"),
    end: to(unconfirmed, "TimeoutError"),
  },
  {
    name: "JSON that is cut off",
    fault: () => ({ kind: "truncated JSON" }),
    token: to(unknown, "SyntaxError"),
    list: to(unknown, "MalformedAnswer"),
    end: to(enforced),
  },
  {
    name: "JSON of another shape",
    fault: () => ({ kind: "wrong shape" }),
    token: to(unknown, "MalformedAnswer"),
    list: to(unknown, "MalformedAnswer"),
    end: to(enforced),
  },
  {
    name: "a bare array",
    fault: () => ({ kind: "bare array" }),
    token: to(unknown, "MalformedAnswer"),
    list: to(enforced),
    end: to(enforced),
  },
  {
    name: "401 once, as for a token that is no longer valid",
    fault: unauthorized,
    times: 1,
    token: to(unknown, "TokenRefused 401"),
    list: to(enforced),
    end: to(enforced),
  },
  {
    name: "401 every time",
    fault: unauthorized,
    token: to(unknown, "TokenRefused 401"),
    list: to(unknown, "UnauthorizedError 401"),
    end: to(stays, "UnauthorizedError 401"),
  },
  {
    name: "403, as for a plan without session endpoints",
    fault: () => answer(403, "Forbidden", "Subscription missing entitlement"),
    token: to(unknown, "TokenRefused 403"),
    list: to(unknown, "ForbiddenError 403"),
    end: to(stays, "ForbiddenError 403"),
  },
  {
    name: "404",
    fault: () => answer(404, "Not Found", "The resource does not exist"),
    token: to(unknown, "TokenRefused 404"),
    list: to(unknown, "NotFoundError 404"),
    end: to(gone),
  },
];
