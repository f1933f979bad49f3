import type { PostLoginEvent } from "../../action-src/auth0-actions";
import { readLogin } from "../../action-src/login";
import type { SessionPolicyProps, SessionRule } from "../../contract/policy";
import { readPolicy } from "../../contract/policy-reader";

const LOGIN = "2026-11-24T10:00:00.000Z";
const LATER = "2026-11-24T11:00:00.000Z";

interface Use {
  /** Whether the session was there before. */
  reused?: boolean;
  client?: string;
  /** The applications that the session's list holds. */
  clients?: string[];
  methods?: string[];
  metadata?: Record<string, string>;
  exchange?: boolean;
}

function eventOf({ reused, client = "shop", clients = [client], methods = ["pwd"], metadata, exchange }: Use) {
  const session = {
    id: "s",
    created_at: LOGIN,
    authenticated_at: LOGIN,
    updated_at: reused ? LATER : LOGIN,
    metadata,
    clients: clients.map((client_id) => ({ client_id })),
  };
  return {
    user: { user_id: "auth0|ada" },
    client: { client_id: client },
    authentication: { methods: methods.map((name) => ({ name, timestamp: LOGIN })) },
    ...(exchange
      ? { transaction: { protocol: "oauth2-refresh-token" }, refresh_token: { session_id: "s", metadata } }
      : { session }),
  } satisfies PostLoginEvent;
}

function read(policy: SessionPolicyProps, use: Use) {
  const login = readLogin(eventOf(use), readPolicy(policy)!.policy);
  return "nothingToDo" in login ? login.nothingToDo : [login.kind, login.endsOthers, login.isJudged];
}

const kiosk: SessionRule = { when: { clients: ["kiosk"] }, maxSessions: "unlimited" };
const mobile: SessionRule = { when: { clients: ["ios", "android"] }, maxSessions: 1, counts: "matching" };

describe("the first use of a limited application in a session of others counts as a login", () => {
  const reused = true;

  test.each<[string, SessionPolicyProps, Use, unknown]>([
    ["out of an unlimited one", { rules: [kiosk] }, { reused, clients: ["kiosk"] }, ["entry", true, false]],
    ["listed already", { rules: [kiosk] }, { reused, clients: ["kiosk", "shop"] }, ["entry", true, false]],
    ["out of a group of its own", { rules: [mobile] }, { reused, clients: ["ios"] }, ["entry", true, false]],
    [
      "into a group of its own",
      { rules: [mobile] },
      { reused, client: "ios", clients: ["shop"] },
      ["entry", true, false],
    ],
    [
      "where logins are refused",
      { rules: [kiosk], whenExceeded: "deny-login" },
      { reused, clients: ["kiosk"] },
      ["entry", false, true],
    ],
    [
      "but not the second use",
      { rules: [kiosk] },
      { reused, clients: ["kiosk"], metadata: { single_session: "rest" } },
      "reuse",
    ],
    ["but not out of a limited one", { rules: [kiosk] }, { reused, clients: ["kiosk", "mail"] }, "reuse"],
    ["but not within a group", { rules: [mobile] }, { reused, client: "ios", clients: ["android"] }, "reuse"],
    ["but not of the application that it began in", { rules: [kiosk] }, { reused, clients: ["shop"] }, "reuse"],
    ["but not where all applications are limited alike", {}, { reused, clients: ["mail"] }, "reuse"],
    [
      "and a use of an unlimited one does not",
      { rules: [kiosk] },
      { reused, client: "kiosk", clients: ["shop"] },
      "unlimited",
    ],
    ["right after it began, too", { rules: [kiosk] }, { clients: ["kiosk"] }, ["entry", true, false]],
    ["and a login is a login", { rules: [kiosk] }, {}, ["authentication", true, false]],
  ])("%s", (_, policy, use, expected) => {
    expect(read(policy, use)).toEqual(expected);
  });
});

describe("where a second factor is required, a session ends others once it was given", () => {
  const policy = { requireSecondFactor: true };
  const methods = ["pwd", "mfa"];
  const metadata = { single_session: "rest" };

  test.each<[string, SessionPolicyProps, Use, unknown]>([
    ["not at a login without", policy, {}, "no second factor"],
    ["at a login with", policy, { methods }, ["authentication", true, false]],
    ["at the next use after", policy, { methods, reused: true }, ["reuse", true, false]],
    ["at an exchange after", policy, { methods, exchange: true }, ["exchange", true, false]],
    ["not at a use before", policy, { reused: true }, "reuse"],
    ["not again", policy, { methods, reused: true, metadata }, "reuse"],
    ["not again at an exchange", policy, { methods, exchange: true, metadata }, "exchange"],
    [
      "again under another limit",
      { ...policy, rules: [mobile] },
      { methods, reused: true, client: "ios", metadata },
      ["reuse", true, false],
    ],
    [
      "while what is over the limit is judged as ever",
      { ...policy, checkOnReuse: true },
      { reused: true },
      ["reuse", false, true],
    ],
    [
      "where logins are refused, as ever",
      { ...policy, whenExceeded: "deny-login" },
      {},
      ["authentication", false, true],
    ],
  ])("%s", (_, given, use, expected) => {
    expect(read(given, use)).toEqual(expected);
  });
});

test.each<unknown>([null, "mfa", [null], [{ name: 1 }], [{}], {}])("methods of %j are no second factor", (methods) => {
  const event = { ...eventOf({}), authentication: { methods } };
  expect(readLogin(event, readPolicy({ requireSecondFactor: true })!.policy)).toEqual({
    nothingToDo: "no second factor",
  });
});
