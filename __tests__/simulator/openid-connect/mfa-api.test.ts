import { decodeJwt } from "jose";
import { bindAction, unbindActions } from "../bound-action";
import { RunningSimulator } from "../running-simulator";
import { newUser, PASSWORD } from "./relying-party";

const MFA_OTP = "http://auth0.com/oauth/grant-type/mfa-otp";
const OTP = "123456";

type Answer = Record<string, unknown> & { mfa_token: string; access_token?: string; refresh_token?: string };

let running: RunningSimulator;
let credentials: { client_id: string; client_secret: string };
let email: string;
let user_id: string;
beforeAll(async () => {
  running = await RunningSimulator.start();
  credentials = await newClient({ grant_types: ["password", "refresh_token", MFA_OTP] });
});
beforeEach(async () => {
  ({ email, user_id } = await newUser(running));
});
afterEach(async () => {
  await unbindActions(running);
  await running.simulator.management.guardian.policies.set([]);
});
afterAll(() => running.close());

async function newClient(fields: object) {
  const made = await running.simulator.management.clients.create({ name: "mfa", app_type: "regular_web", ...fields });
  return { client_id: made.client_id!, client_secret: made.client_secret! };
}

async function token(body: Record<string, string>) {
  const { status, body: answer } = await running.call("/oauth/token", {
    method: "POST",
    token: null,
    body: { ...credentials, ...body },
  });
  return { status, body: answer as Answer };
}
const password = (more = {}) =>
  token({ grant_type: "password", username: email, password: PASSWORD, scope: "openid offline_access", ...more });
const verify = (mfa_token: string, more = {}) => token({ grant_type: MFA_OTP, mfa_token, otp: OTP, ...more });
const seen = async () => (await running.simulator.management.users.get(user_id)).app_metadata ?? {};

const WANTED = {
  status: 403,
  body: {
    error: "mfa_required",
    error_description: "Multifactor authentication required",
    mfa_token: expect.any(String) as string,
  },
};

const countRuns = `api.user.setAppMetadata("runs", (event.user.app_metadata.runs ?? 0) + 1);`;
const policy = () => running.simulator.management.guardian.policies.set(["all-applications"]);
const enabling = () => bindAction(running, `${countRuns} api.multifactor.enable("any");`);

test.each([
  ["the tenant's policy", () => Promise.all([policy(), bindAction(running, countRuns)])],
  ["api.multifactor.enable", enabling],
])("the password grant asks for a second factor where %s does, and the Actions run once", async (_what, ask) => {
  await ask();
  const wanted = await password();
  expect(wanted).toEqual(WANTED);
  const { status, body } = await verify(wanted.body.mfa_token);
  expect([status, body.scope, typeof body.refresh_token]).toEqual([200, "openid offline_access", "string"]);
  expect(decodeJwt(body.id_token as string)).toMatchObject({ sub: user_id, amr: ["mfa"] });
  expect(await seen()).toEqual({ runs: 1 });
});

test("api.authentication.challengeWith lets the next Action run only after it", async () => {
  await bindAction(running, `api.authentication.challengeWith({ type: "otp" });`, countRuns);
  const { body } = await password();
  expect(await seen()).toEqual({});
  expect((await verify(body.mfa_token)).status).toBe(200);
  expect(await seen()).toEqual({ runs: 1 });
});

test("an exchange asks for it where an Action does, and not for the policy's sake", async () => {
  const { refresh_token = "" } = (await password()).body;
  const exchange = () => token({ grant_type: "refresh_token", refresh_token });
  await policy();
  expect((await exchange()).status).toBe(200);
  await enabling();
  const wanted = await exchange();
  expect(wanted).toEqual(WANTED);
  expect((await verify(wanted.body.mfa_token)).body).toMatchObject({ access_token: expect.any(String) });
});

test("a rotating refresh token is rotated once the factor is given", async () => {
  const rotating = { rotation_type: "rotating", expiration_type: "expiring", token_lifetime: 1000 };
  const native = await newClient({ grant_types: ["password", "refresh_token", MFA_OTP], refresh_token: rotating });
  const { refresh_token = "" } = (await password(native)).body;
  await enabling();
  const exchange = { grant_type: "refresh_token", refresh_token, ...native };
  const { mfa_token } = (await token(exchange)).body;
  expect((await token(exchange)).body).toMatchObject({ error: "mfa_required" });
  const { body } = await verify(mfa_token, native);
  expect(body.refresh_token).toEqual(expect.not.stringContaining(refresh_token));
});

test.each<[string, object, number, string]>([
  ["a wrong code", { otp: "000000" }, 403, "Invalid otp_code."],
  ["another token", { mfa_token: "Fe26.2*nobody" }, 403, "Malformed mfa_token"],
  ["no code", { otp: "" }, 400, "Missing required parameter: otp"],
])("%s is refused, and the right one still taken", async (_what, wrong, status, error_description) => {
  await policy();
  const { mfa_token } = (await password()).body;
  expect(await verify(mfa_token, wrong)).toMatchObject({ status, body: { error_description } });
  expect((await verify(mfa_token)).status).toBe(200);
  expect((await verify(mfa_token)).body).toMatchObject({ error_description: "Malformed mfa_token" });
});

test("an mfa_token is its application's, which needs the grant type", async () => {
  await policy();
  const { mfa_token } = (await password()).body;
  const [other, without] = [
    await newClient({ grant_types: [MFA_OTP] }),
    await newClient({ grant_types: ["password"] }),
  ];
  expect((await verify(mfa_token, other)).body).toMatchObject({ error_description: "Malformed mfa_token" });
  expect((await verify(mfa_token, without)).body).toMatchObject({ error: "unauthorized_client" });
  expect((await verify(mfa_token)).status).toBe(200);
});

test("it expires after ten minutes", async () => {
  await policy();
  const { mfa_token } = (await password()).body;
  running.simulator.passTime(10 * 60 * 1000);
  const expired = { error: "expired_token", error_description: "mfa_token is expired" };
  expect(await verify(mfa_token)).toEqual({ status: 401, body: expired });
});

test.each<[string, () => Promise<unknown>, string]>([
  ["is blocked", () => running.simulator.management.users.update(user_id, { blocked: true }), "unauthorized"],
  ["is deleted", () => running.simulator.management.users.delete(user_id), "invalid_grant"],
])("a user who %s meanwhile is not let in", async (_what, change, error) => {
  await policy();
  const { mfa_token } = (await password()).body;
  await change();
  expect(await verify(mfa_token)).toMatchObject({ status: 403, body: { error } });
});

test("a refresh token that is revoked meanwhile is not exchanged", async () => {
  const { refresh_token = "" } = (await password()).body;
  await enabling();
  const { mfa_token } = (await token({ grant_type: "refresh_token", refresh_token })).body;
  const { data } = await running.simulator.management.users.refreshToken.list(user_id);
  for (const { id = "" } of data) await running.simulator.management.refreshTokens.delete(id);
  expect((await verify(mfa_token)).body).toMatchObject({ error: "invalid_grant" });
});

describe("the MFA API", () => {
  const challenge = (body: object) => running.call("/mfa/challenge", { method: "POST", token: null, body });

  test("lists the one-time code that everybody has, and challenges with it", async () => {
    await policy();
    const { mfa_token } = (await password()).body;
    const { body } = await running.call("/mfa/authenticators", { token: mfa_token });
    const id = expect.stringMatching(/^totp\|dev_/) as string;
    expect(body).toEqual([{ id, authenticator_type: "otp", active: true }]);
    const [{ id: authenticator_id }] = body as [{ id: string }];
    const asked = { mfa_token, ...credentials, challenge_type: "oob otp", authenticator_id };
    expect(await challenge(asked)).toMatchObject({ status: 200, body: { challenge_type: "otp" } });
  });

  test.each<[string, object, number, string]>([
    ["another type", { challenge_type: "oob" }, 400, "unsupported_challenge_type"],
    ["another authenticator", { authenticator_id: "sms|dev_1" }, 400, "invalid_request"],
    ["another token", { mfa_token: "nobody's" }, 403, "invalid_grant"],
    ["a wrong secret", { client_secret: "wrong" }, 401, "access_denied"],
  ])("refuses to challenge with %s", async (_what, wrong, status, error) => {
    await policy();
    const asked = { ...credentials, mfa_token: (await password()).body.mfa_token };
    expect(await challenge({ ...asked, ...wrong })).toMatchObject({ status, body: { error } });
    expect((await challenge(asked)).status).toBe(200);
  });

  test("takes an application that keeps no secret", async () => {
    await policy();
    const { client_id } = await newClient({ app_type: "native", grant_types: ["password", MFA_OTP] });
    const grant = { grant_type: "password", username: email, password: PASSWORD, client_id };
    const { body } = await running.call("/oauth/token", { method: "POST", token: null, body: grant });
    const { mfa_token } = body as Answer;
    expect((await challenge({ client_id, mfa_token })).status).toBe(200);
    expect(await challenge({ ...credentials, mfa_token })).toMatchObject({ body: { error: "invalid_grant" } });
  });

  test.each(["/mfa/associate", "/mfa/otp/challenge"])("says in OAuth's shape that it has no POST %s", async (path) => {
    const { status, body } = await running.call(path, { method: "POST", token: null, body: {} });
    expect([status, body]).toEqual([
      501,
      { error: "not_implemented", error_description: `The simulator has no route POST ${path}` },
    ]);
  });
});
