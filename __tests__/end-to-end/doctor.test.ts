import { generateKeyPairSync } from "node:crypto";
import path from "node:path";
import type { TerraformStack } from "cdktf";
import { ManagementCredentials, SingleSessionConstruct } from "../../constructs";
import type { Diagnosis } from "../../command/doctor/diagnosis";
import { CommandError, run } from "../../terraform/command";
import { Deployment, PREPARATION_TIME } from "./deployment";

jest.setTimeout(120_000);

const PROJECT = path.join(__dirname, "..", "..");
const TSX = path.join(PROJECT, "node_modules", ".bin", "tsx");
const NAME = "SingleSession";

let deployment: Deployment;
beforeAll(async () => (deployment = await Deployment.start()), PREPARATION_TIME);
afterAll(() => deployment.stop());

interface Visit {
  exitCode: number;
  findings: Diagnosis[];
  /** As "subject: what". */
  problems: string[];
  notes: string[];
}

/** A run of the doctor as a process of its own, with Terraform's credentials unless told otherwise. */
async function visit(environment: Record<string, string> = {}, ...args: string[]): Promise<Visit> {
  const { PATH, HOME } = process.env;
  const { simulator } = deployment;
  const env = {
    PATH,
    HOME,
    NODE_EXTRA_CA_CERTS: simulator.certificateAuthorityFile,
    ...simulator.environment,
    ...environment,
  };
  const { exitCode, stdout } = await ended(
    run(TSX, [path.join(PROJECT, "command", "main.ts"), "doctor", "--json", ...args], { env }),
  );
  const { findings } = JSON.parse(stdout) as { findings: Diagnosis[] };
  const told = (level: string) =>
    findings.filter((finding) => finding.level === level).map(({ subject, what }) => `${subject}: ${what}`);
  return { exitCode, findings, problems: told("problem"), notes: told("note") };
}

async function ended(command: Promise<{ stdout: string }>): Promise<{ exitCode: number; stdout: string }> {
  try {
    return { exitCode: 0, stdout: (await command).stdout };
  } catch (error) {
    if (error instanceof CommandError && error.exitCode === 1) return { exitCode: 1, stdout: error.stdout };
    throw error;
  }
}

/** Credentials of a new client that may do no more than this. */
async function clientWith(...scope: string[]): Promise<Record<string, string>> {
  const { clients, clientGrants } = deployment.simulator.management;
  const client = await clients.create({ name: `only ${scope.join(" ")}`, app_type: "non_interactive" });
  const { client_id = "", client_secret = "" } = client;
  await clientGrants.create({ client_id, audience: `https://${deployment.simulator.domain}/api/v2/`, scope });
  return { AUTH0_CLIENT_ID: client_id, AUTH0_CLIENT_SECRET: client_secret };
}

const deploy = () => deployment.apply((stack) => void new SingleSessionConstruct(stack, NAME));

const RATE_LIMIT = "rate limit: the tenant does not state how close it is to its rate limit";

test("before deploying, what is absent is a problem only if it has to be there", async () => {
  expect(await visit({}, "--require-deployed")).toMatchObject({
    exitCode: 1,
    problems: [`deployment: not deployed yet: no Action is called "${NAME}"`],
  });
  expect(await visit()).toMatchObject({
    exitCode: 0,
    problems: [],
    notes: [
      `deployment: not deployed yet: no Action is called "${NAME}"`,
      "session endpoints: the session endpoints answer for a user who does not exist: 404 The user does not exist.",
      RATE_LIMIT,
    ],
  });
});

describe("after deploying", () => {
  let clientId: string;
  let actionId: string;
  beforeAll(async () => {
    await deployment.addUser();
    await deploy();
    ({ clientId, actionId } = await ids());
  });

  async function ids() {
    const { management } = deployment.simulator;
    const { data: clients } = await management.clients.list({ per_page: 100 });
    const { data: actions } = await management.actions.list({ actionName: NAME });
    return { clientId: clients.find(({ name }) => name === NAME)!.client_id!, actionId: actions[0]!.id! };
  }

  async function changeGrant(scope: string[]): Promise<void> {
    const { clientGrants } = deployment.simulator.management;
    const { data } = await clientGrants.list({ client_id: clientId });
    await clientGrants.update(data[0]!.id!, { scope });
  }

  async function bind(...actionIds: string[]): Promise<void> {
    const bindings = actionIds.map((value) => ({ ref: { type: "action_id" as const, value } }));
    await deployment.simulator.management.actions.triggers.bindings.updateMany("post-login", { bindings });
  }

  async function changeAction(changes: object, { deploy }: { deploy: boolean }): Promise<void> {
    const { actions } = deployment.simulator.management;
    await actions.update(actionId, changes);
    await deployment.simulator.settled();
    if (deploy) await actions.deploy(actionId);
  }

  test("the doctor finds nothing to complain about", async () => {
    const { exitCode, findings, problems, notes } = await visit();
    expect({ exitCode, problems, notes }).toEqual({ exitCode: 0, problems: [], notes: [RATE_LIMIT] });
    expect(findings.filter(({ level }) => level === "ok").map(({ subject }) => subject)).toEqual([
      "connection",
      "access",
      "domain",
      "deployment",
      "grant types",
      "scopes",
      "Action's token",
      "session endpoints",
      "Action's calls",
      "latest logins",
      "Action",
      "secrets",
      "policy",
      "binding",
    ]);
  });

  test("the doctor changes nothing and reads what it says it reads", async () => {
    const { simulator } = deployment;
    const before = simulator.requests().length;
    await visit();
    const made = simulator.requests().slice(before);
    const methods = new Set(made.map(({ method, path }) => (path === "/oauth/token" ? "token" : method)));
    expect([...methods].sort()).toEqual(["GET", "token"]);
    expect(made.filter(({ status }) => status >= 400)).toEqual([]);
  });

  test("a custom domain is explained", async () => {
    const { domain, customDomain } = deployment.simulator;
    const audience = `https://${domain}/api/v2/`;
    expect(await visit({ AUTH0_AUDIENCE: audience }, "--domain", customDomain)).toMatchObject({
      exitCode: 0,
      notes: [
        `domain: ${customDomain} is a custom domain; even there, the Management API is "${audience}"`,
        RATE_LIMIT,
      ],
    });
  });

  test("a doctor with the least scopes says what it could not try", async () => {
    const least = await clientWith("read:clients", "read:client_grants", "read:actions");
    expect(await visit(least)).toMatchObject({
      exitCode: 0,
      notes: [
        "Action's token: whether the application gets a token was not tried: the doctor may not read the application's secret",
        "session endpoints: whether the plan includes the session endpoints was not tried: the doctor lacks the scope read:sessions",
        expect.stringMatching(/^Action's calls: .* could not be read in the tenant's log: 403 Insufficient scope/),
        expect.stringMatching(/^latest logins: .* not examined: users cannot be searched: 403 Insufficient scope/),
        expect.stringMatching(/^second factor: .* not examined: 403 Insufficient scope/),
        RATE_LIMIT,
      ],
    });
  });

  test("a second factor that is asked for too late is a note", async () => {
    const { policies } = deployment.simulator.management.guardian;
    await policies.set(["all-applications"]);
    const { exitCode, notes } = await visit();
    await policies.set([]);
    expect(exitCode).toBe(0);
    expect(notes).toContain(
      "second factor: the tenant asks for a second factor only after the Action has ended sessions",
    );
  });

  test("a doctor without a scope that it needs names it", async () => {
    const { exitCode, problems } = await visit(await clientWith("read:clients", "read:client_grants"));
    expect({ exitCode, problems }).toEqual({
      exitCode: 1,
      problems: [
        "reading: the doctor may not read Actions and bindings of post-login: it lacks the scope read:actions",
      ],
    });
  });

  test("a wrong secret of the doctor's own is a problem", async () => {
    const { exitCode, problems } = await visit({ AUTH0_CLIENT_SECRET: "wrong" });
    expect(exitCode).toBe(1);
    expect(problems).toEqual([expect.stringMatching(/^access: .*401 Unauthorized$/)]);
  });

  test("a certificate that is not trusted is a problem", async () => {
    const { exitCode, problems } = await visit({ NODE_EXTRA_CA_CERTS: "" });
    expect(exitCode).toBe(1);
    expect(problems).toEqual([expect.stringMatching(/^connection: .* is untrusted: UNABLE_TO_VERIFY_LEAF_SIGNATURE/)]);
  });

  test("a domain where nobody listens is a problem", async () => {
    const { exitCode, problems } = await visit({}, "--domain", "localhost:9");
    expect(exitCode).toBe(1);
    expect(problems).toEqual([expect.stringMatching(/^connection: https:\/\/localhost:9 is unreachable/)]);
  });

  test("a doctor that was told too little ends with exit code 2", async () => {
    await expect(visit({ AUTH0_CLIENT_SECRET: "" })).rejects.toMatchObject({ exitCode: 2 });
  });

  describe("each thing that breaks is the only problem", () => {
    afterEach(async () => {
      await deployment.terraform.apply();
      ({ clientId, actionId } = await ids());
    });

    test.each<[string, () => Promise<unknown>, RegExp]>([
      [
        "a grant that was narrowed",
        () => changeGrant(["read:sessions"]),
        /^scopes: the application lacks .*"delete:sessions"/,
      ],
      [
        "a grant that was widened",
        () => changeGrant(["read:sessions", "delete:sessions", "read:users"]),
        /^scopes: the application is granted .*"read:users"/,
      ],
      [
        "an application that got another grant type",
        () =>
          deployment.simulator.management.clients.update(clientId, { grant_types: ["client_credentials", "implicit"] }),
        /^grant types: .*"implicit"/,
      ],
      ["a binding that was removed", () => bind(), /^binding: the Action is not bound to post-login; these are: none/],
      [
        "a draft that nobody deployed",
        () => changeAction({ code: "// draft" }, { deploy: false }),
        /^Action: the Action has a draft that is not deployed/,
      ],
      [
        "code that somebody replaced",
        () => changeAction({ code: "exports.onExecutePostLogin = async () => {};" }, { deploy: true }),
        /^policy: the Action's code does not begin with a policy/,
      ],
      [
        "a version of the SDK that somebody changed",
        () => changeAction({ dependencies: [] }, { deploy: true }),
        /^Action: the Action's dependencies are none, not "auth0@7\.1\.0" alone/,
      ],
      [
        "an application that somebody deleted",
        () => deployment.simulator.management.clients.delete(clientId),
        /^deployment: the Action "SingleSession" exists, but no application of that name does/,
      ],
    ])("%s", async (_, breakIt, expected) => {
      await breakIt();
      const { exitCode, problems } = await visit();
      expect(problems).toEqual([expect.stringMatching(expected)]);
      expect(exitCode).toBe(1);
    });

    test("a secret that somebody rotated", async () => {
      const { clients } = deployment.simulator.management;
      const { client_secret: before = "" } = await clients.get(clientId);
      expect(await visit({ SINGLE_SESSION_CLIENT_SECRET: before })).toMatchObject({ exitCode: 0 });
      await clients.rotateSecret(clientId);
      const { exitCode, problems } = await visit({ SINGLE_SESSION_CLIENT_SECRET: before });
      expect(problems).toEqual([expect.stringMatching(/^Action's token: .*SINGLE_SESSION_CLIENT_SECRET: 401/)]);
      expect(exitCode).toBe(1);
    });

    test("a secret that somebody removed, which Terraform does not notice", async () => {
      await changeAction({ secrets: [{ name: "domain" }, { name: "clientId" }] }, { deploy: true });
      expect((await deployment.terraform.plan()).changes).toBe(false);
      const { exitCode, problems } = await visit();
      expect(problems).toEqual([expect.stringMatching(/^secrets: the Action lacks the secrets "clientSecret"/)]);
      expect(exitCode).toBe(1);

      const { client_secret: value } = await deployment.simulator.management.clients.get(clientId);
      const secrets = [{ name: "domain" }, { name: "clientId" }, { name: "clientSecret", value }];
      await changeAction({ secrets }, { deploy: true });
    });

    test("an Action that runs later and refuses logins", async () => {
      await deployment.bindForeignAction("Denying", "api.access.deny('no');");
      const { exitCode, problems } = await visit();
      expect(problems).toEqual([expect.stringMatching(/^later Actions: "Denying" runs after .*api\.access\.deny/)]);
      expect(exitCode).toBe(1);
      await bind(actionId);
    });
  });

  describe("what shows at logins only", () => {
    /** In milliseconds: after it, the token that the Action held has expired, and whoever signed in before has no session. */
    const WEEKS = 30 * 24 * 3_600_000;
    const signInTwice = async () => {
      const user = await deployment.addUser();
      for (let i = 0; i < 2; i++) await deployment.simulator.browser.signIn({ user });
    };

    afterEach(async () => {
      // To another limit, and back: each deploys the Action anew.
      await deployment.apply((stack) => void new SingleSessionConstruct(stack, NAME, { policy: { maxSessions: 2 } }));
      await deploy();
      ({ clientId, actionId } = await ids());
    });

    test("a limit that is enforced", async () => {
      deployment.simulator.passTime(WEEKS);
      await signInTwice();
      const { findings } = await visit();
      expect(findings.filter(({ subject }) => ["Action's calls", "latest logins"].includes(subject))).toEqual([
        expect.objectContaining({ level: "ok", what: expect.stringContaining("no refusal") as string }),
        expect.objectContaining({
          level: "ok",
          what: expect.stringMatching(/the limit holds .*; 1 were examined/) as string,
        }),
      ]);
    });

    test("credentials of the Action's that do not work, though those of its application do", async () => {
      const { clients } = deployment.simulator.management;
      await changeAction(
        { secrets: [{ name: "domain" }, { name: "clientId" }, { name: "clientSecret", value: "w" }] },
        { deploy: true },
      );
      deployment.simulator.passTime(WEEKS);
      await signInTwice();
      const { exitCode, problems, findings } = await visit();
      expect(problems).toEqual([
        expect.stringMatching(/^Action's calls: the Action's last request for a token was refused, at /),
        "latest logins: 1 of the 1 users who logged in last hold more sessions than the policy allows",
      ]);
      expect(findings.find(({ subject }) => subject === "Action's token")?.level).toBe("ok");
      expect(exitCode).toBe(1);
      const { client_secret: value } = await clients.get(clientId);
      await changeAction(
        { secrets: [{ name: "domain" }, { name: "clientId" }, { name: "clientSecret", value }] },
        { deploy: true },
      );
    });

    test("calls of the Action's that are forbidden", async () => {
      deployment.simulator.passTime(WEEKS);
      await changeGrant(["read:sessions"]);
      await signInTwice();
      await changeGrant(["read:sessions", "delete:sessions"]);
      expect((await visit()).problems).toEqual([
        expect.stringMatching(/^Action's calls: the Management API refused the Action's last call with 403, at /),
        "latest logins: 1 of the 1 users who logged in last hold more sessions than the policy allows",
      ]);
    });

    test("a flag that has a refresh token's revocation take others along", async () => {
      await deployment.apply((stack) => {
        new SingleSessionConstruct(stack, NAME, { policy: { refreshTokens: "revoke" } });
      });
      const { settings } = deployment.simulator.management.tenants;
      const subject = "refresh tokens: the tenant's flag revoke_refresh_token_grant is on";
      expect((await visit()).notes).not.toContain(subject);
      await settings.update({ flags: { revoke_refresh_token_grant: true } });
      expect((await visit()).notes).toContain(subject);
      await settings.update({ flags: { revoke_refresh_token_grant: false } });
    });
  });

  describe("what the tenant answers", () => {
    afterEach(() => deployment.simulator.faults.clear());

    test("a plan without session endpoints is a problem", async () => {
      const body = { statusCode: 403, error: "Forbidden", message: "Subscription missing entitlement" };
      const fault = { kind: "status" as const, status: 403, body };
      deployment.simulator.faults.inject({ method: "GET", path: "/api/v2/users/:id/sessions", fault });
      const { exitCode, problems } = await visit();
      expect(problems).toEqual([
        expect.stringMatching(/^session endpoints: the tenant's plan .*403 Subscription missing entitlement$/),
      ]);
      expect(exitCode).toBe(1);
    });

    test("a rate limit is waited out", async () => {
      const fault = { kind: "status" as const, status: 429, headers: { "retry-after": "1" } };
      deployment.simulator.faults.inject({ method: "GET", path: "/api/v2/actions/actions", fault, times: 2 });
      expect(await visit()).toMatchObject({ exitCode: 0, problems: [] });
    });

    test("a rate limit that does not end is a problem, and its headers are read", async () => {
      const limit = { "x-ratelimit-limit": "50", "x-ratelimit-remaining": "0", "x-ratelimit-reset": "1800000000" };
      const headers = { ...limit, "retry-after": "1" };
      const body = { statusCode: 429, error: "Too Many Requests", message: "Global limit has been reached" };
      const fault = { kind: "status" as const, status: 429, headers, body };
      deployment.simulator.faults.inject({ method: "GET", path: "/api/v2/actions/actions", fault, times: Infinity });
      expect(await visit()).toMatchObject({
        exitCode: 1,
        problems: ["reading: the tenant did not let the doctor read Actions: 429 Global limit has been reached"],
        notes: [
          "rate limit: at the lowest point, the Management API had 0 of 50 requests left, until 2027-01-15T08:00:00.000Z",
        ],
      });
    });
  });

  test("an Action that was never deployed is a problem", async () => {
    const { clients, actions } = deployment.simulator.management;
    const client = await clients.create({ name: "Draft", grant_types: ["client_credentials"] });
    await actions.create({ name: "Draft", supported_triggers: [{ id: "post-login", version: "v3" }] });
    await deployment.simulator.settled();
    const { exitCode, problems } = await visit({ SINGLE_SESSION_CLIENT_ID: client.client_id! }, "--name", "Draft");
    expect(exitCode).toBe(1);
    expect(problems).toContain('Action: the Action is not deployed; its draft is "built"');
  });
});

test("every way of authenticating can be healthy", async () => {
  await deployment.addUser();
  const { clients } = deployment.simulator.management;
  const own = await clients.create({ name: "Our own", grant_types: ["client_credentials"] });
  const { publicKey, privateKey } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  await deployment.apply((stack: TerraformStack) => {
    new SingleSessionConstruct(stack, "Keyed", {
      credentials: ManagementCredentials.privateKeyJwt({ privateKey, publicKey, version: 1 }),
    });
    new SingleSessionConstruct(stack, "Written", {
      credentials: ManagementCredentials.writeOnlySecret({ secret: "s".repeat(48), version: 1 }),
      policy: { refreshTokens: "revoke" },
    });
    new SingleSessionConstruct(stack, "Brought", {
      credentials: ManagementCredentials.existing({ clientId: own.client_id!, clientSecret: own.client_secret! }),
    });
  });
  const beside = (...names: string[]) =>
    names.map((name) => `other limits: "${name}" limits sessions at the same logins, with a policy of its own`);
  expect(await visit({}, "--name", "Keyed")).toMatchObject({
    exitCode: 0,
    notes: [
      expect.stringContaining("it authenticates by private key JWT"),
      ...beside("Written", "Brought"),
      RATE_LIMIT,
    ],
  });
  expect(await visit({}, "--name", "Written")).toMatchObject({
    exitCode: 0,
    notes: [...beside("Keyed", "Brought"), RATE_LIMIT],
  });
  expect(await visit({ SINGLE_SESSION_CLIENT_ID: own.client_id! }, "--name", "Brought")).toMatchObject({
    exitCode: 0,
    notes: [...beside("Keyed", "Written"), RATE_LIMIT],
  });
});
