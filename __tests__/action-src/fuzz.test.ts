import fc from "fast-check";
import { setImmediate } from "node:timers/promises";
import type { PostLoginApi, PostLoginEvent } from "../../action-src/auth0-actions";
import { Auth0, coldStart, SECRETS, sessionOf } from "./signing-in";

/** Any JSON, in which what could be a field of ours is often one. */
const json = fc.jsonValue({ maxDepth: 3 });

const oneOf = (...values: unknown[]) =>
  fc.oneof({ weight: 12, arbitrary: fc.constantFrom(...values) }, { weight: 1, arbitrary: json });

const group = (fields: Record<string, fc.Arbitrary<unknown>>) =>
  fc.oneof(
    { weight: 12, arbitrary: fc.record(fields) },
    { weight: 2, arbitrary: fc.record(fields, { requiredKeys: [] }) },
    { weight: 1, arbitrary: json },
  );

const times = ["2026-11-24T10:00:00.000Z", "2026-11-24T12:00:00.000Z", "yesterday"];

const session = group({
  id: oneOf("current", "old"),
  user_id: oneOf("auth0|ada", "auth0|bob"),
  authenticated_at: oneOf(...times),
  created_at: oneOf(...times),
  updated_at: oneOf(...times),
  expires_at: oneOf(...times),
  last_interacted_at: oneOf(...times),
  clients: oneOf([{ client_id: "office" }]),
});

const event = group({
  user: group({ user_id: oneOf("auth0|ada"), app_metadata: oneOf({ limit: 2 }) }),
  client: group({ client_id: oneOf("office") }),
  connection: json,
  organization: json,
  authorization: group({ roles: oneOf(["support"]) }),
  session,
  refresh_token: group({ session_id: oneOf("old") }),
  stats: group({ logins_count: oneOf(1, 2) }),
  transaction: group({
    protocol: oneOf("oidc-basic-profile", "samlp", "oauth2-refresh-token"),
    prompt: oneOf([], ["login"], ["none"]),
  }),
  secrets: oneOf(SECRETS),
});

const rule = group({
  when: group({ clients: oneOf(["office"]), roles: oneOf(["support"]) }),
  maxSessions: oneOf(1, "unlimited"),
});

const policy = group({
  maxSessions: oneOf(1, 2, "3"),
  whenExceeded: oneOf("revoke-oldest", "revoke-least-recently-used", "deny-login"),
  refreshTokens: oneOf("keep", "revoke"),
  rules: oneOf([], [{ when: { clients: ["office"] }, maxSessions: "unlimited" }]).chain((some) =>
    fc.oneof(fc.constant(some), fc.array(rule, { maxLength: 2 })),
  ),
  userLimit: oneOf({ appMetadataKey: "limit" }),
  enforcement: oneOf("enforce", "report-only"),
  checkOnReuse: oneOf(true, "true", false),
  onFailure: oneOf("allow-login", "deny-login"),
  idleSessionsFreeTheirSlotAfter: oneOf(5),
});

/** What a function of `api` may do. */
type Behaviour = "works" | "throws" | "rejects" | "is missing" | "is no function";

const behaviour = fc.constantFrom<Behaviour>("works", "works", "throws", "rejects", "is missing", "is no function");

const behaviours = fc.record({
  get: behaviour,
  set: behaviour,
  revokeSession: behaviour,
  revokeToken: behaviour,
  deny: behaviour,
});

function behaving(as: Behaviour, works: (...args: never[]) => unknown): never {
  const functions: Record<Behaviour, unknown> = {
    works,
    throws: () => {
      throw null as unknown as Error;
    },
    rejects: () => Promise.reject(new Error("later")),
    "is missing": undefined,
    "is no function": "function",
  };
  return functions[as] as never;
}

const answer = fc.record({
  status: fc.constantFrom(200, 200, 200, 202, 401, 403, 404, 500),
  body: fc.oneof(
    group({
      access_token: oneOf("token"),
      expires_in: oneOf(86_400),
      sessions: fc.array(session),
      next: oneOf("next"),
    }),
    fc.constant({
      access_token: "token",
      expires_in: 86_400,
      sessions: [sessionOf("old", 1), sessionOf("current", 9)],
    }),
    json,
  ),
});
const answers = fc.array(fc.oneof({ weight: 9, arbitrary: answer }, { weight: 1, arbitrary: fc.constant(undefined) }), {
  minLength: 1,
  maxLength: 6,
});

let auth0: Auth0;
let unhandled: unknown[];
const onUnhandled = (reason: unknown) => unhandled.push(reason);
beforeEach(() => {
  auth0 = new Auth0();
  unhandled = [];
  process.on("unhandledRejection", onUnhandled);
});
afterEach(() => {
  process.off("unhandledRejection", onUnhandled);
  auth0.restore();
});

/** The answers come in turn; undefined is a connection that breaks. */
function answerWith(answers: ({ status: number; body: unknown } | undefined)[]): void {
  let asked = 0;
  auth0.tenant.always(() => {
    const answer = answers[asked++ % answers.length];
    if (!answer) return Promise.reject(new TypeError("fetch failed"));
    return Promise.resolve(new Response(JSON.stringify(answer.body), { status: answer.status }));
  });
}

test("whatever the event, the api, the policy and the answers, the Action reports one line and rejects nothing", async () => {
  const inputs = fc.record({ event, policy, behaviours, answers, api: fc.oneof(fc.constant(undefined), json) });
  const property = fc.asyncProperty(inputs, async ({ event, policy, behaviours: as, answers, api }) => {
    answerWith(answers);
    const action = coldStart(policy);
    const built: PostLoginApi = {
      cache: { get: behaving(as.get, () => undefined), set: behaving(as.set, () => undefined) },
      session: { revoke: behaving(as.revokeSession, () => undefined) },
      refreshToken: { revoke: behaving(as.revokeToken, () => undefined) },
      access: { deny: behaving(as.deny, () => undefined) },
    };
    const report = await auth0.signIn({
      action: () => action(event as PostLoginEvent, api === undefined ? built : (api as unknown as PostLoginApi)),
    });
    expect(JSON.stringify(report).length).toBeLessThanOrEqual(256);
    expect(report).toMatchObject({ event: expect.stringMatching(/^(session|login)/), initiating_entity: "policy" });
    await setImmediate();
    expect(unhandled).toEqual([]);
  });
  await fc.assert(property, { numRuns: 300 });
}, 120_000);
