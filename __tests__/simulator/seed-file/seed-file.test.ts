import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TenantSeed } from "../../../simulator/simulator";
import { RunningSimulator } from "../running-simulator";

const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const PEM = privateKey.export({ type: "pkcs8", format: "pem" }).toString();

const SEED = `
signing_key: |
${PEM.replaceAll(/^/gm, "  ")}
applications:
  terraform: { client_id: terraform, client_secret: keep it }
clients:
  - client_id: shop
    client_secret: hush
    name: Shop
    app_type: regular_web
    grant_types: [authorization_code, refresh_token]
    refresh_token: { rotation_type: rotating, expiration_type: expiring, token_lifetime: 86400 }
roles:
  - { id: rol_support, name: support }
users:
  - user_id: auth0|ada
    email: ada@example.com
    password: s3cret
    roles: [support]
    app_metadata: { plan: gold }
  - email: bob@example.com
organizations:
  - id: org_acme
    name: acme
    members:
      - { user_id: auth0|ada, roles: [rol_support] }
sessions:
  - { id: ada-laptop, user_id: auth0|ada, user_agent: Laptop }
  - { id: ada-phone, user_id: auth0|ada, client_id: shop, refresh_token: ada-phone-token }
`;

/** The path of a file with this text. */
function file(text: string, name = "seed.yaml"): string {
  const written = path.join(mkdtempSync(path.join(tmpdir(), "seed-")), name);
  writeFileSync(written, text);
  return written;
}

test("a tenant starts with what a file names, under the ids that it pins", async () => {
  const running = await RunningSimulator.start({ seed: file(SEED) });
  const { browser, environment, management } = running.simulator;
  expect(environment).toMatchObject({ AUTH0_CLIENT_ID: "terraform", AUTH0_CLIENT_SECRET: "keep it" });
  expect(await management.users.get("auth0|ada")).toMatchObject({
    email: "ada@example.com",
    app_metadata: { plan: "gold" },
  });
  expect((await management.users.list()).data).toHaveLength(2);
  expect(await management.clients.get("shop")).toMatchObject({ name: "Shop", client_secret: "hush" });
  expect((await management.users.roles.list("auth0|ada")).data).toEqual([
    expect.objectContaining({ id: "rol_support" }),
  ]);
  const { data: inAcme } = await management.organizations.members.roles.list("org_acme", "auth0|ada");
  expect(inAcme.map(({ name }) => name)).toEqual(["support"]);
  const { data: sessions } = await management.users.sessions.list("auth0|ada");
  expect(sessions.map(({ id, device }) => [id, device?.last_user_agent])).toEqual([
    ["ada-laptop", "Laptop"],
    ["ada-phone", "Seeded device"],
  ]);
  expect(await browser.silentAuthentication({ id: "ada-laptop" })).toMatchObject({ outcome: "signed in" });
  expect(await browser.exchangeRefreshToken("ada-phone-token")).toMatchObject({ outcome: "signed in" });
  await running.close();
});

test("JSON is read too, and with the same key and port a token verifies across restarts", async () => {
  const first = await RunningSimulator.start({ seed: file(JSON.stringify({ signing_key: PEM }), "seed.json") });
  const token = await first.token();
  await first.close();
  const port = Number(first.simulator.domain.split(":")[1]);
  const second = await RunningSimulator.start({ seed: { signing_key: PEM }, port });
  expect((await second.call("/api/v2/users", { token })).status).toBe(200);
  await second.close();
});

test.each<[string, unknown, string]>([
  [
    "an unknown part",
    { user: [] },
    'the seed: it has "user"; allowed are signing_key, applications, clients, roles, users',
  ],
  ["an unknown field", { users: [{}, { emial: "a" }] }, 'users[1] has "emial"; allowed are email, email_verified,'],
  [
    "a short user id",
    { users: [{ user_id: "ada" }] },
    'users[0].user_id must match pattern "^auth0\\|\\S+$", such as "auth0|ada", got: "ada"',
  ],
  ["another type", { users: [{ blocked: "no" }] }, 'users[0].blocked must be boolean, got: "no"'],
  ["a role without a name", { roles: [{ id: "rol_1" }] }, 'roles[0] has no "name"'],
  [
    "a kind of application that is none",
    { clients: [{ name: "Shop", app_type: "web" }] },
    "clients[0].app_type must be one of native, spa,",
  ],
  [
    "a user twice",
    { users: [{ user_id: "auth0|a" }, { user_id: "auth0|a" }] },
    "the seed's users[1] cannot be made: The user already exists.",
  ],
  [
    "an application twice",
    {
      clients: [
        { name: "A", client_id: "a" },
        { name: "B", client_id: "a" },
      ],
    },
    "clients[1] cannot be made: a is there already",
  ],
  [
    "a role's id twice",
    {
      roles: [
        { name: "a", id: "rol_a" },
        { name: "b", id: "rol_a" },
      ],
    },
    "roles[1] cannot be made: rol_a is there already",
  ],
  [
    "an organization's id twice",
    {
      organizations: [
        { name: "a", id: "org_a" },
        { name: "b", id: "org_a" },
      ],
    },
    "organizations[1] cannot be made: org_a is there already",
  ],
  [
    "a refresh token twice",
    {
      users: [{ user_id: "auth0|a" }],
      sessions: [
        { user_id: "auth0|a", refresh_token: "t" },
        { user_id: "auth0|a", refresh_token: "t" },
      ],
    },
    "sessions[1] cannot be made: t is there already",
  ],
  [
    "a session's id twice",
    {
      users: [{ user_id: "auth0|a" }],
      sessions: [
        { user_id: "auth0|a", id: "s" },
        { user_id: "auth0|a", id: "s" },
      ],
    },
    "sessions[1] cannot be made: s is there already",
  ],
  [
    "the same credentials for both applications",
    {
      applications: {
        terraform: { client_id: "a", client_secret: "b" },
        application: { client_id: "a", client_secret: "c" },
      },
    },
    "the seed's applications both have the client_id a",
  ],
  [
    "an organization's name that Auth0 refuses",
    { organizations: [{ name: "A B" }] },
    "organizations[0].name must match",
  ],
  ["a role that is none", { users: [{ roles: ["support"] }] }, "users[0] cannot be made: there is no role support"],
  [
    "a session of nobody",
    { sessions: [{ user_id: "auth0|ada" }] },
    "sessions[0] cannot be made: The user does not exist.",
  ],
  [
    "a member that is no user",
    { organizations: [{ name: "acme", members: [{ user_id: "auth0|ada" }] }] },
    "organizations[0] cannot be made: The user does not exist.",
  ],
  ["a key that is none", { signing_key: "secret" }, "signing_key of the seed is no private key in PEM"],
  [
    "a key of another kind",
    { signing_key: ecKey() },
    "signing_key of the seed is of the type ec with 0 bits; give a private RSA key",
  ],
])("%s is refused", async (_, seed, message) => {
  await expect(RunningSimulator.start({ seed: seed as TenantSeed })).rejects.toThrow(message);
});

function ecKey(): string {
  return generateKeyPairSync("ec", { namedCurve: "P-256" })
    .privateKey.export({ type: "pkcs8", format: "pem" })
    .toString();
}

test("a file that is not there or no YAML is named", async () => {
  await expect(RunningSimulator.start({ seed: "nowhere.yaml" })).rejects.toThrow(
    "cannot read the seed nowhere.yaml: ENOENT",
  );
  const torn = file("users: [");
  await expect(RunningSimulator.start({ seed: torn })).rejects.toThrow(`cannot read the seed ${torn}: Flow sequence`);
  const circular = file("users: &all [*all]");
  await expect(RunningSimulator.start({ seed: circular })).rejects.toThrow(
    `cannot read the seed ${circular}: Converting circular structure to JSON`,
  );
  const wrong = file("users: 1");
  await expect(RunningSimulator.start({ seed: wrong })).rejects.toThrow(`${wrong}: users must be array, got: 1`);
});

test("a state and a seed at once are refused", async () => {
  const running = await RunningSimulator.start();
  const state = await running.simulator.exportState();
  await running.close();
  await expect(RunningSimulator.start({ state, seed: {} })).rejects.toThrow("give a state or a seed, not both");
});
