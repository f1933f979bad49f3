import { createPublicKey, X509Certificate } from "node:crypto";
import { Tenant } from "../../../simulator/tenant/tenant";
import { RunningSimulator } from "../running-simulator";

let running: RunningSimulator;
beforeAll(async () => {
  running = await RunningSimulator.start();
});
afterAll(() => running.close());

const post = (path: string, body: object) => running.call(path, { method: "POST", body });
const patch = (path: string, body: object) => running.call(path, { method: "PATCH", body });
const action = { supported_triggers: [{ id: "post-login", version: "v3" }] };

let count = 0;
async function newAction(fields: object = {}): Promise<string> {
  const { body } = await post("/api/v2/actions/actions", { name: `action ${++count}`, ...action, ...fields });
  await running.simulator.settled();
  return (body as { id: string }).id;
}

describe("nothing is ignored in silence", () => {
  test.each([
    "/api/v2/clients?q=name:x",
    "/api/v2/actions/actions?published=true",
    "/api/v2/resource-servers?is_system=true",
    "/api/v2/client-grants?default=x",
    "/api/v2/roles?sort=name",
    "/api/v2/actions/triggers/post-login/bindings?x=1",
    "/api/v2/sessions/x?fields=id",
  ])("%s names a parameter that nothing here knows: 400", async (path) => {
    const { status, body } = await running.call(path);
    expect([status, body]).toEqual([400, expect.objectContaining({ errorCode: "invalid_query_string" })]);
    expect((body as { message: string }).message).toContain("Additional properties not allowed");
  });

  test.each(["x", "-1", "MQ%3D%3Dx", "bm90IGEgY3Vyc29y"])(
    "the cursor %s, which no page gave out, is 400",
    async (from) => {
      const user = encodeURIComponent(await running.newUser(`cursor-${++count}@example.com`));
      for (const path of [
        `/api/v2/users/${user}/sessions`,
        `/api/v2/users/${user}/refresh-tokens`,
        "/api/v2/clients",
        "/api/v2/organizations",
        "/api/v2/client-grants",
        "/api/v2/connections",
      ]) {
        expect((await running.call(`${path}?take=1&from=${from}`)).status).toBe(400);
        expect((await running.call(`${path}?from=${from}`)).status).toBe(400);
      }
    },
  );

  test("a filter holds for pages by cursor too, and so does a cursor without take", async () => {
    const { clients } = running.simulator.management;
    const names = ["one", "two", "three"].map((name) => `filtered ${name}`);
    for (const name of names) await clients.create({ name, app_type: name === "filtered two" ? "spa" : "native" });
    const page = async (query: string) =>
      (await running.call(`/api/v2/clients?app_type=native&${query}`)).body as {
        clients: { name: string }[];
        next?: string;
      };
    const first = await page("take=1");
    const rest = await page(`from=${first.next}`);
    expect([...first.clients, ...rest.clients].map(({ name }) => name)).toEqual(["filtered one", "filtered three"]);
  });

  test.each(["/api/v2/branding", "/api/v2/nothing", "/dbconnections/signup", "/passwordless/start"])(
    "%s, which is not here, is 501",
    async (path) => {
      const { status, body } = await running.call(path);
      expect([status, body]).toEqual([
        501,
        expect.objectContaining({ message: `The simulator has no route GET ${path}` }),
      ]);
    },
  );

  test("client grants are filtered by allow_any_organization", async () => {
    const grants = "/api/v2/client-grants?allow_any_organization=";
    expect((await running.call(`${grants}true`)).body).toEqual([]);
  });
});

describe("an Action is refused", () => {
  test.each<[string, object, string]>([
    [
      "of a version that the trigger has not",
      { supported_triggers: [{ id: "post-login", version: "v9" }] },
      "has no version v9; it has v2, v3",
    ],
    [
      "with a secret twice",
      {
        secrets: [
          { name: "a", value: "1" },
          { name: "a", value: "2" },
        ],
      },
      "The secret a is given more than once",
    ],
  ])("%s", async (_what, fields, message) => {
    const answer = await post("/api/v2/actions/actions", { name: `action ${++count}`, ...action, ...fields });
    expect([answer.status, (answer.body as { message: string }).message]).toEqual([
      400,
      expect.stringContaining(message),
    ]);
    expect((await patch(`/api/v2/actions/actions/${await newAction()}`, fields)).status).toBe(400);
  });

  test("a second time in one trigger", async () => {
    const value = await newAction();
    await post(`/api/v2/actions/actions/${value}/deploy`, {});
    const binding = { ref: { type: "action_id", value } };
    const path = "/api/v2/actions/triggers/post-login/bindings";
    expect((await patch(path, { bindings: [binding, { ...binding, display_name: "again" }] })).status).toBe(400);
    expect((await patch(path, { bindings: [binding] })).status).toBe(200);
  });

  test("as the 101st", async () => {
    const other = await RunningSimulator.start();
    const create = (name: number) =>
      other.call("/api/v2/actions/actions", { method: "POST", body: { name: `${name}`, ...action } });
    for (let name = 1; name <= 100; name++) expect((await create(name)).status).toBe(201);
    const { status, body } = await create(101);
    expect([status, body]).toEqual([403, expect.objectContaining({ errorCode: "too_many_entities" })]);
    await other.close();
  });

  test("deployment when its code is no JavaScript, and its build failed", async () => {
    jest.spyOn(console, "warn").mockImplementation(() => {});
    const id = await newAction({ code: "exports.onExecutePostLogin = async (" });
    expect((await running.call(`/api/v2/actions/actions/${id}`)).body).toMatchObject({ status: "failed" });
    expect((await post(`/api/v2/actions/actions/${id}/deploy`, {})).status).toBe(400);
    expect(console.warn).toHaveBeenCalledWith(expect.stringContaining("SyntaxError"));
  });

  test("deployment while it is being built", async () => {
    // Not over HTTP: a build takes milliseconds, and a busy machine may take longer to ask.
    const tenant = new Tenant(0);
    const { id, status } = tenant.actions.create({
      name: "a",
      supported_triggers: [{ id: "post-login", version: "v3" }],
    });
    expect(status).toBe("pending");
    expect(() => tenant.actions.deploy(id)).toThrow("must be in the 'built' state");
    await tenant.settle();
    expect(tenant.actions.deploy(id).number).toBe(1);
  });
});

describe("what is merged, and what is not", () => {
  test("empty metadata empties", async () => {
    const user = await running.newUser(`metadata-${++count}@example.com`);
    const path = `/api/v2/users/${encodeURIComponent(user)}`;
    await patch(path, { user_metadata: { a: 1, b: 2 }, app_metadata: { c: 3 } });
    expect((await patch(path, { user_metadata: { b: null } })).body).toMatchObject({
      user_metadata: { a: 1 },
      app_metadata: { c: 3 },
    });
    const { user_metadata, app_metadata } = (await patch(path, { user_metadata: {}, app_metadata: {} })).body as Record<
      string,
      unknown
    >;
    expect([user_metadata, app_metadata]).toEqual([{}, {}]);
  });

  const urls = { backchannel_logout_urls: ["https://app.example.com/logout"] };
  test.each<[string, object, object, object]>([
    [
      "mobile",
      { mobile: { ios: { team_id: "t" } } },
      { mobile: { android: { app_package_name: "p" } } },
      { mobile: { ios: { team_id: "t" }, android: { app_package_name: "p" } } },
    ],
    [
      "native_social_login",
      { native_social_login: { apple: { enabled: true } } },
      { native_social_login: { google: { enabled: true } } },
      { native_social_login: { apple: { enabled: true }, google: { enabled: true } } },
    ],
    [
      "session_transfer",
      { session_transfer: { allow_refresh_token: true } },
      { session_transfer: { enforce_device_binding: "asn" } },
      {
        session_transfer: {
          allow_refresh_token: true,
          enforce_device_binding: "asn",
          enforce_cascade_revocation: true,
          can_create_session_transfer_token: false,
        },
      },
    ],
    [
      "callbacks, which are replaced",
      { callbacks: ["https://a.example.com"] },
      { callbacks: ["https://b.example.com"] },
      { callbacks: ["https://b.example.com"] },
    ],
    [
      "oidc_logout by its older name",
      {},
      { oidc_backchannel_logout: urls },
      { oidc_logout: urls, oidc_backchannel_logout: urls },
    ],
    [
      "oidc_logout by its newer name",
      { oidc_logout: { ...urls, backchannel_logout_initiators: { mode: "all" } } },
      { name: "b" },
      { oidc_logout: { ...urls, backchannel_logout_initiators: { mode: "all" } }, oidc_backchannel_logout: urls },
    ],
  ])("%s", async (_what, created, changed, expected) => {
    const { body } = await post("/api/v2/clients", { name: "a", ...created });
    const answer = await patch(`/api/v2/clients/${(body as { client_id: string }).client_id}`, changed);
    expect(answer.body).toMatchObject(expected);
  });

  test("oidc_logout goes by either name", async () => {
    for (const name of ["oidc_logout", "oidc_backchannel_logout"]) {
      const { body } = await post("/api/v2/clients", { name: "a", oidc_logout: urls });
      const answer = await patch(`/api/v2/clients/${(body as { client_id: string }).client_id}`, { [name]: null });
      expect(answer.body).not.toHaveProperty("oidc_logout");
      expect(answer.body).not.toHaveProperty("oidc_backchannel_logout");
    }
  });

  test("the tenant's flags are merged", async () => {
    await patch("/api/v2/tenants/settings", { flags: { enable_sso: true } });
    const { body } = await patch("/api/v2/tenants/settings", { flags: { disable_clickjack_protection_headers: true } });
    expect(body).toMatchObject({ flags: { enable_sso: true, disable_clickjack_protection_headers: true } });
  });

  test("a setting of the tenant is kept, and gone with null or with no address", async () => {
    const page = { html: "<p>sorry</p>", show_log_link: false, url: "https://example.com/error" };
    const settings = { error_page: page, mtls: { enable_endpoint_aliases: true }, default_redirection_uri: page.url };
    expect((await patch("/api/v2/tenants/settings", settings)).body).toMatchObject(settings);
    const gone = { error_page: null, mtls: null, default_redirection_uri: "" };
    const { body } = await patch("/api/v2/tenants/settings", gone);
    for (const name of Object.keys(gone)) expect(body).not.toHaveProperty(name);
    expect(body).toHaveProperty("friendly_name");
    expect((await patch("/api/v2/tenants/settings", { session_lifetime_in_minutes: 5 })).status).toBe(400);
  });

  test("every client shows the tenant's signing certificate", async () => {
    const clients = (await running.call("/api/v2/clients")).body as {
      signing_keys: { cert: string; subject: string }[];
    }[];
    for (const { signing_keys } of clients) {
      const certificate = new X509Certificate(signing_keys[0]!.cert);
      expect(certificate.verify(createPublicKey(signing_keys[0]!.cert))).toBe(true);
      expect(`/${certificate.subject}`).toBe(signing_keys[0]!.subject);
    }
    expect(clients.length).toBeGreaterThan(0);
  });
});

test("what Auth0's SDK for Go adds to the list of credentials passes, and the list stays an array", async () => {
  const { body } = await post("/api/v2/clients", { name: "with credentials" });
  const { client_id } = body as { client_id: string };
  const answer = await running.call(`/api/v2/clients/${client_id}/credentials?per_page=50&include_totals=true`);
  expect([answer.status, answer.body]).toEqual([200, []]);
});
