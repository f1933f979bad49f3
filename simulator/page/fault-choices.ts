import type { Fault } from "../faults/fault";

const status = (status: number, error: string): Fault => ({
  kind: "status",
  status,
  body: { statusCode: status, error, message: `The page broke this endpoint: ${error}` },
});

/** What the page offers to go wrong, by what it says. */
export const FAULT_CHOICES: Record<string, Fault> = {
  "answers 503": status(503, "Service Unavailable"),
  "answers 500": status(500, "Internal Server Error"),
  "answers 429": status(429, "Too Many Requests"),
  "answers 403": status(403, "Forbidden"),
  "does not answer": { kind: "no answer" },
  "resets the connection": { kind: "connection reset" },
  "answers 3 seconds late": { kind: "late answer", milliseconds: 3000 },
  "loses its answer": { kind: "lost answer" },
  "answers half": { kind: "truncated JSON" },
  "answers something else": { kind: "wrong shape" },
  "answers a byte at a time": { kind: "slow drip" },
  "answers a bare array": { kind: "bare array" },
};

/** Endpoints that the page suggests. */
export const ENDPOINTS = [
  "GET /api/v2/users/:id/sessions",
  "DELETE /api/v2/sessions/:id",
  "POST /api/v2/sessions/:id/revoke",
  "GET /api/v2/users/:id/refresh-tokens",
  "DELETE /api/v2/refresh-tokens/:id",
  "POST /oauth/token",
];
