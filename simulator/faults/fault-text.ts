import { STATUS_CODES } from "node:http";
import type { Fault } from "./fault";
import type { FaultyRoute } from "./faults";

const BY_NAME: Record<string, Fault> = {
  insufficient_scope: { kind: "forbidden", errorCode: "insufficient_scope" },
  insufficient_entitlement: { kind: "forbidden", errorCode: "insufficient_entitlement" },
  feature_not_enabled: { kind: "forbidden", errorCode: "feature_not_enabled" },
  "connection-reset": { kind: "connection reset" },
  "no-answer": { kind: "no answer" },
  "lost-answer": { kind: "lost answer" },
  "slow-drip": { kind: "slow drip" },
  "truncated-JSON": { kind: "truncated JSON" },
  "wrong-shape": { kind: "wrong shape" },
  "bare-array": { kind: "bare array" },
};

/**
 * A fault in a line: method, path, what goes wrong, and how many times, such as `GET /api/v2/users/:id/sessions 429 3`.
 *
 * @throws Error with what is allowed
 */
export function faultyRouteIn(text: string): FaultyRoute {
  const [method = "", path = "", name = "", times = "1", ...others] = text.trim().split(/\s+/);
  if (name === "" || others.length > 0) {
    throw new Error(
      `"${text}" is not such as "GET /api/v2/users/:id/sessions 429 3": method, path, fault and how many times`,
    );
  }
  if (!/^([1-9]\d*|always)$/.test(times))
    throw new Error(`"${text}" goes wrong "${times}" times; give a number from 1, or always`);
  return { method, path, fault: faultNamed(name), times: times === "always" ? Infinity : Number(times) };
}

function faultNamed(name: string): Fault {
  const [, limited, seconds] = /^(429)(?:\/(\d+))?$/.exec(name) ?? [];
  if (limited) return { kind: "rate limited", ...(seconds !== undefined && { seconds: Number(seconds) }) };
  const [, late] = /^late-answer\/(\d+)$/.exec(name) ?? [];
  if (late !== undefined) return { kind: "late answer", milliseconds: Number(late) };
  const status = Number(name);
  const error = STATUS_CODES[status];
  if (status >= 200 && error !== undefined) {
    return {
      kind: "status",
      status,
      body: { statusCode: status, error, message: "The simulator was told to answer so" },
    };
  }
  const fault = BY_NAME[name];
  if (fault) return fault;
  const names = ["429", "429/SECONDS", "another status", "late-answer/MILLISECONDS", ...Object.keys(BY_NAME)];
  throw new Error(`"${name}" is no fault; give one of ${names.join(", ")}`);
}
