import { SignJWT, generateKeyPair } from "jose";
import { RunningSimulator, type Call } from "../running-simulator";

let running: RunningSimulator;
beforeAll(async () => {
  running = await RunningSimulator.start();
});
afterAll(() => running.close());

const post = (body: unknown): Call => ({ method: "POST", body });
const patch = (body: unknown): Call => ({ method: "PATCH", body });
const grant = { client_id: "nobody", audience: "https://nowhere/", scope: [] };

describe("a refused request is answered in Auth0's shape", () => {
  test.each<[string, string, Call, number, string, string | undefined, RegExp]>([
    [
      "a route that does not exist",
      "/api/v2/nothing",
      {},
      501,
      "Not Implemented",
      undefined,
      /no route GET \/api\/v2\/nothing/,
    ],
    [
      "a method that it has not",
      "/api/v2/clients",
      { method: "PUT" },
      501,
      "Not Implemented",
      undefined,
      /no route PUT/,
    ],
    ["no token", "/api/v2/clients", { token: null }, 401, "Unauthorized", undefined, /Missing authentication/],
    ["a token that is none", "/api/v2/clients", { token: "abc" }, 401, "Unauthorized", undefined, /Invalid token/],
    [
      "an unknown field",
      "/api/v2/clients",
      post({ name: "a", colour: "red" }),
      400,
      "Bad Request",
      "invalid_body",
      /Additional properties not allowed: colour/,
    ],
    [
      "a nested unknown field",
      "/api/v2/clients",
      post({ name: "a", refresh_token: { rotation_type: "rotating", expiration_type: "expiring", x: 1 } }),
      400,
      "Bad Request",
      "invalid_body",
      /refresh_token/,
    ],
    [
      "a missing field",
      "/api/v2/clients",
      post({}),
      400,
      "Bad Request",
      "invalid_body",
      /Missing required property: name/,
    ],
    [
      "a number for a text",
      "/api/v2/clients",
      post({ name: 7 }),
      400,
      "Bad Request",
      "invalid_body",
      /name must be string/,
    ],
    [
      "a value outside of the list",
      "/api/v2/clients",
      post({ name: "a", app_type: "toaster" }),
      400,
      "Bad Request",
      "invalid_body",
      /app_type must be one of native, spa/,
    ],
    ["an empty change", "/api/v2/clients/x", patch({}), 400, "Bad Request", "invalid_body", /fewer than 1/],
    ["a body that is no JSON", "/api/v2/clients", post("{"), 400, "Bad Request", "invalid_body", /JSON/],
    [
      "too many at once",
      "/api/v2/users/x/sessions?take=101",
      {},
      400,
      "Bad Request",
      "invalid_query_string",
      /take must be <= 100/,
    ],
    [
      "none at once",
      "/api/v2/users/x/sessions?take=0",
      {},
      400,
      "Bad Request",
      "invalid_query_string",
      /take must be >= 1/,
    ],
    [
      "text for a number",
      "/api/v2/users/x/sessions?take=all",
      {},
      400,
      "Bad Request",
      "invalid_query_string",
      /take must be integer/,
    ],
    [
      "a trigger that does not exist",
      "/api/v2/actions/triggers/tea-time/bindings",
      {},
      400,
      "Bad Request",
      "invalid_uri",
      /triggerId must be one of post-login/,
    ],
    ["an unknown client", "/api/v2/clients/x", {}, 404, "Not Found", "inexistent_client", /The client does not exist/],
    [
      "an unknown grant",
      "/api/v2/client-grants/x",
      {},
      404,
      "Not Found",
      "inexistent_client_grant",
      /grant does not exist/,
    ],
    [
      "a grant to nobody",
      "/api/v2/client-grants",
      post(grant),
      404,
      "Not Found",
      "inexistent_client",
      /client does not exist/,
    ],
    [
      "an unknown Action",
      "/api/v2/actions/actions/x",
      {},
      404,
      "Not Found",
      undefined,
      /^That action does not exist\.$/,
    ],
    ["an unknown user", "/api/v2/users/x", {}, 404, "Not Found", "inexistent_user", /user does not exist/],
    [
      "sessions of an unknown user",
      "/api/v2/users/x/sessions",
      {},
      404,
      "Not Found",
      "inexistent_user",
      /user does not exist/,
    ],
    ["an unknown session", "/api/v2/sessions/x", {}, 404, "Not Found", "inexistent_session", /session does not exist/],
    [
      "revoking an unknown session",
      "/api/v2/sessions/x/revoke",
      { method: "POST" },
      404,
      "Not Found",
      "inexistent_session",
      /session does not exist/,
    ],
    [
      "an unknown refresh token",
      "/api/v2/refresh-tokens/x",
      {},
      404,
      "Not Found",
      "inexistent_refresh_token",
      /token does not exist/,
    ],
    [
      "a user in no connection",
      "/api/v2/users",
      post({ connection: "x" }),
      400,
      "Bad Request",
      undefined,
      /connection does not exist: x/,
    ],
    [
      "a runtime that does not run here",
      "/api/v2/actions/actions",
      post({ name: "a", supported_triggers: [{ id: "post-login" }], runtime: "node18" }),
      400,
      "Bad Request",
      "invalid_body",
      /runtime must be one of node22/,
    ],
  ])("%s", async (_what, path, call, statusCode, error, errorCode, message) => {
    const answer = await running.call(path, call);
    expect(answer.status).toBe(statusCode);
    expect(answer.body).toEqual({
      statusCode,
      error,
      message: expect.stringMatching(message) as string,
      ...(errorCode !== undefined && { errorCode }),
    });
  });
});

describe("an access token", () => {
  test("opens no route whose scope it lacks", async () => {
    const token = await running.tokenWith("read:sessions");
    expect(await running.call("/api/v2/clients", { token })).toMatchObject({
      status: 403,
      body: { statusCode: 403, error: "Forbidden", errorCode: "insufficient_scope" },
    });
  });

  test("needs both scopes to revoke a session", async () => {
    const user = await running.newUser("both-scopes@example.com");
    const { session } = await running.simulator.browser.signIn({ user });
    const revoke = `/api/v2/sessions/${session?.id}/revoke`;
    const one = await running.tokenWith("delete:sessions");
    const both = await running.tokenWith("delete:sessions", "delete:refresh_tokens");
    expect((await running.call(revoke, { method: "POST", token: one })).status).toBe(403);
    expect((await running.call(revoke, { method: "POST", token: both })).status).toBe(202);
  });

  test("is valid only on the domain it was got at", async () => {
    const { domain, customDomain } = running.simulator;
    const tokens = {
      [domain]: await running.token(running.tokenRequest, domain),
      [customDomain]: await running.token(running.tokenRequest, customDomain),
    };
    const statuses = [];
    for (const at of [domain, customDomain]) {
      for (const from of [domain, customDomain]) {
        statuses.push((await running.call("/api/v2/clients", { domain: at, token: tokens[from] })).status);
      }
    }
    expect(statuses).toEqual([200, 401, 401, 200]);
  });

  test("is refused when another key signed it", async () => {
    const { privateKey } = await generateKeyPair("RS256");
    const forged = await new SignJWT({ scope: "read:clients", azp: "x" })
      .setProtectedHeader({ alg: "RS256" })
      .setIssuer(`https://${running.simulator.domain}/`)
      .setAudience(running.audience)
      .setExpirationTime("1h")
      .sign(privateKey);
    expect((await running.call("/api/v2/clients", { token: forged })).status).toBe(401);
  });

  test("is refused once it has expired", async () => {
    const { resourceServers } = running.simulator.management;
    const before = await resourceServers.get(encodeURIComponent(running.audience));
    await resourceServers.update(before.id ?? "", { token_lifetime: 0 });
    const expired = await running.token();
    await running.call(`/api/v2/resource-servers/${before.id}`, { method: "PATCH", body: { token_lifetime: 86400 } });
    const answer = await running.call("/api/v2/clients", { token: expired });
    expect(answer).toMatchObject({
      status: 401,
      body: { message: expect.stringContaining("Expired token") as string },
    });
  });
});
