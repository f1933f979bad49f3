import { readEvent, type Happening } from "../../../command/history/happening";
import { ENDED_MESSAGE, FAILURE_MESSAGE } from "../../../contract/refusals";

const DATE = "2026-11-25T10:00:00.000Z";
const AT = Date.parse(DATE);
const deployment = { name: "SingleSession", policy: { denialMessage: "One at a time" } };

const read = (event: object) => readEvent({ date: DATE, ...event }, deployment);
const operation = (path?: string) => ({ type: "sapi", details: { request: { path } } });

test.each<[string, object, Happening | undefined]>([
  ["a deletion", operation("/api/v2/sessions/abc"), { at: AT, kind: "session ended", session: "abc" }],
  ["a revocation", operation("/api/v2/sessions/abc/revoke"), { at: AT, kind: "session ended", session: "abc" }],
  [
    "one of many refresh tokens",
    operation("/api/v2/refresh-tokens/revoke"),
    { at: AT, kind: "refresh tokens revoked" },
  ],
  ["one of a refresh token", operation("/api/v2/refresh-tokens/abc"), { at: AT, kind: "refresh tokens revoked" }],
  ["an operation that does not say on what", { type: "sapi" }, { at: AT, kind: "session ended" }],
  ["something else that a brought application does", operation("/api/v2/users/abc"), undefined],
  [
    "a login",
    {
      type: "s",
      user_id: "ada",
      ip: "::1",
      user_agent: "Phone",
      details: { session_id: "abc", actions: { executions: ["x"] } },
    },
    {
      at: AT,
      kind: "signed in",
      user: "ada",
      session: "abc",
      place: { ip: "::1", userAgent: "Phone" },
      executions: ["x"],
    },
  ],
  [
    "a login that the limit refused",
    { type: "f", user_id: "ada", description: "One at a time" },
    { at: AT, kind: "login refused", user: "ada", onFailure: false, executions: [] },
  ],
  [
    "a reuse that it refused",
    { type: "fsa", user_id: "ada", description: ENDED_MESSAGE },
    { at: AT, kind: "login refused", user: "ada", onFailure: false, executions: [] },
  ],
  [
    "a login that was refused for an outage",
    { type: "f", user_id: "ada", description: FAILURE_MESSAGE },
    { at: AT, kind: "login refused", user: "ada", onFailure: true, executions: [] },
  ],
  ["a wrong password", { type: "f", user_id: "ada", description: "Wrong email or password." }, undefined],
  [
    "a failed execution of the Action",
    { type: "actions_execution_failed", details: { action_name: "SingleSession", error_class: "action_timeout" } },
    { at: AT, kind: "execution failed", errorClass: "action_timeout" },
  ],
  [
    "a failed execution of which nothing is said",
    { type: "actions_execution_failed" },
    { at: AT, kind: "execution failed", errorClass: "unknown of an unnamed Action" },
  ],
  ["one of another Action", { type: "actions_execution_failed", details: { action_name: "Greet" } }, undefined],
])("%s", (_, event, happening) => {
  expect(read(event)).toEqual(happening);
});
