import { generateKeyPairSync } from "node:crypto";
import Ajv2020 from "ajv/dist/2020";
import addFormats from "ajv-formats";
import type { LogEvent } from "../../simulator/tenant/log-events";
import { bindAction } from "./bound-action";
import { RunningSimulator } from "./running-simulator";
import { readSpecification } from "./specification/specification";
import { servedOperations } from "./specification/served-operations";

/** Where recordings of a real tenant and the specification disagree, the simulator does as the real tenant did. */
const divergences: Record<string, { specified: number; answered: number; source: string }> = {
  "POST /actions/actions/{id}/deploy": {
    specified: 202,
    answered: 200,
    source: "the provider's recording TestAccAction",
  },
  "PATCH /clients/{client_id}/credentials/{credential_id}": {
    specified: 201,
    answered: 200,
    source: "the provider's recording TestAccClientAuthenticationMethodsPrivateKeyJWT",
  },
  "PATCH /resource-servers/{id}": {
    specified: 201,
    answered: 200,
    source: "the provider's recording TestAccResourceServer",
  },
};

describe("every request and every answer fits the Management API's specification", () => {
  const specification = readSpecification();
  const ajv = addFormats(new Ajv2020({ strict: false, logger: false, allErrors: true }));
  ajv.addSchema(specification, "specification");

  let running: RunningSimulator;
  beforeAll(async () => {
    running = await RunningSimulator.start();
  });
  afterAll(() => running.close());

  const checked = new Set<string>();

  /** Calls an operation, such as `GET /clients/{id}`, and holds the answer against what is specified of it. */
  async function expectConforming(operation: string, parameters: string[] = [], body?: unknown, query = "") {
    const [method = "", template = ""] = operation.split(" ");
    const rest = [...parameters];
    const path = template.replaceAll(/\{\w+\}/g, () => encodeURIComponent(rest.shift() ?? ""));
    const answer = await running.call(`/api/v2${path}${query}`, { method, body });
    const { specified, answered } = divergences[operation] ?? { specified: answer.status, answered: answer.status };
    expect(answer).toMatchObject({ status: answered });
    expect(answer.status).toBeLessThan(300);

    const { requestBody, responses = {} } = specification.paths[template]?.[method.toLowerCase()] ?? {};
    const place = ["paths", template, method.toLowerCase()];
    if (body !== undefined) {
      expect(requestBody).toBeDefined();
      expectValid(body, [...place, "requestBody"]);
    }
    const response = responses[specified];
    if (!response) throw new Error(`${operation} answered ${answer.status}, which is not specified`);
    if (response.content) expectValid(answer.body, [...place, "responses", `${specified}`]);
    else expect(answer.body).toBeUndefined();
    checked.add(operation);
    return answer.body as Record<string, string>;
  }

  function expectValid(value: unknown, place: string[]): void {
    const pointer = [...place, "content", "application/json", "schema"]
      .map((part) => encodeURIComponent(part.replaceAll("~", "~0").replaceAll("/", "~1")))
      .join("/");
    const validate = ajv.compile({ $ref: `specification#/${pointer}` });
    validate(value);
    expect(validate.errors ?? []).toEqual([]);
  }

  test("for clients and their credentials", async () => {
    const { client_id = "" } = await expectConforming("POST /clients", [], { name: "c", app_type: "non_interactive" });
    await expectConforming("GET /clients/{id}", [client_id]);
    await expectConforming("GET /clients");
    await expectConforming("GET /clients", [], undefined, "?include_totals=true");
    await expectConforming("GET /clients", [], undefined, "?take=1");
    await expectConforming("POST /clients/{id}/rotate-secret", [client_id]);

    const pem = generateKeyPairSync("rsa", { modulusLength: 2048 }).publicKey.export({ type: "spki", format: "pem" });
    const credential = { credential_type: "public_key", name: "key", pem };
    const { id = "" } = await expectConforming("POST /clients/{client_id}/credentials", [client_id], credential);
    await expectConforming("PATCH /clients/{id}", [client_id], {
      client_authentication_methods: { private_key_jwt: { credentials: [{ id }] } },
      token_endpoint_auth_method: null,
    });
    await expectConforming("GET /clients/{client_id}/credentials", [client_id]);
    await expectConforming("GET /clients/{client_id}/credentials/{credential_id}", [client_id, id]);
    const expiry = { expires_at: "2099-01-01T00:00:00.000Z" };
    await expectConforming("PATCH /clients/{client_id}/credentials/{credential_id}", [client_id, id], expiry);
    await expectConforming("PATCH /clients/{id}", [client_id], {
      client_authentication_methods: null,
      token_endpoint_auth_method: "client_secret_post",
    });
    await expectConforming("DELETE /clients/{client_id}/credentials/{credential_id}", [client_id, id]);
    await expectConforming("DELETE /clients/{id}", [client_id]);
  });

  test("for client grants and resource servers", async () => {
    const api = { identifier: "https://api.example.com", name: "API", scopes: [{ value: "read:things" }] };
    const { id: apiId = "" } = await expectConforming("POST /resource-servers", [], api);
    await expectConforming("GET /resource-servers");
    await expectConforming("GET /resource-servers", [], undefined, "?include_totals=true");
    await expectConforming("GET /resource-servers/{id}", [apiId]);
    await expectConforming("PATCH /resource-servers/{id}", [apiId], { token_lifetime: 60 });

    const { client_id = "" } = await expectConforming("POST /clients", [], { name: "granted" });
    const grant = { client_id, audience: api.identifier, scope: ["read:things"] };
    const { id = "" } = await expectConforming("POST /client-grants", [], grant);
    await expectConforming("GET /client-grants/{id}", [id]);
    await expectConforming("GET /client-grants");
    await expectConforming("GET /client-grants", [], undefined, "?include_totals=true");
    await expectConforming("GET /client-grants", [], undefined, "?take=1");
    await expectConforming("PATCH /client-grants/{id}", [id], { scope: [] });
    await expectConforming("DELETE /client-grants/{id}", [id]);
    await expectConforming("DELETE /resource-servers/{id}", [apiId]);
  });

  test("for Actions and their bindings", async () => {
    const supported_triggers = [{ id: "post-login", version: "v3" }];
    const secrets = [{ name: "key", value: "value" }];
    const action = { name: "a", supported_triggers, secrets, dependencies: [{ name: "auth0", version: "7.1.0" }] };
    const { id = "" } = await expectConforming("POST /actions/actions", [], action);
    await running.simulator.settled();
    await expectConforming("POST /actions/actions/{id}/deploy", [id]);
    const bindings = [{ ref: { type: "action_id", value: id }, display_name: "a" }];
    await expectConforming("PATCH /actions/triggers/{triggerId}/bindings", ["post-login"], { bindings });
    await expectConforming("GET /actions/triggers/{triggerId}/bindings", ["post-login"]);
    await expectConforming("GET /actions/triggers/{triggerId}/bindings", ["post-login"], undefined, "?page=1");
    await expectConforming("PATCH /actions/actions/{id}", [id], { code: "exports.x = 1;" });
    await expectConforming("GET /actions/actions/{id}", [id]);
    await expectConforming("GET /actions/actions");
    await expectConforming("PATCH /actions/triggers/{triggerId}/bindings", ["post-login"], { bindings: [] });
    await expectConforming("DELETE /actions/actions/{id}", [id]);
  });

  test("for Action modules", async () => {
    const module = { name: "m", code: "exports.a = 1;", secrets: [{ name: "key", value: "value" }] };
    const { id = "" } = await expectConforming("POST /actions/modules", [], module);
    const { id: version = "" } = await expectConforming("POST /actions/modules/{id}/versions", [id]);
    await expectConforming("GET /actions/modules/{id}/versions", [id]);
    await expectConforming("GET /actions/modules/{id}/versions/{versionId}", [id, version]);
    await expectConforming("PATCH /actions/modules/{id}", [id], { code: "exports.a = 2;" });
    await expectConforming("GET /actions/modules/{id}", [id]);
    await expectConforming("GET /actions/modules");
    await expectConforming("POST /actions/modules/{id}/rollback", [id], { module_version_id: version });
    const supported_triggers = [{ id: "post-login", version: "v3" }];
    const modules = [{ module_id: id, module_version_id: version }];
    const { id: action = "" } = await expectConforming("POST /actions/actions", [], {
      name: "with a module",
      supported_triggers,
      modules,
    });
    await expectConforming("GET /actions/modules/{id}/actions", [id]);
    await running.simulator.settled();
    await expectConforming("DELETE /actions/actions/{id}", [action]);
    await expectConforming("DELETE /actions/modules/{id}", [id]);
  });

  test("for log events and executions", async () => {
    await bindAction(running, `if (event.client.name === "Application") throw new Error("broken");`);
    const user = await running.newUser("logged@example.com");
    await running.simulator.browser.signIn({ user });
    await bindAction(running, "");
    await expectConforming("GET /logs");
    await expectConforming("GET /logs", [], undefined, "?include_totals=true&per_page=5");
    const events = await expectConforming("GET /logs", [], undefined, "?from=0&take=100");
    const failed = (events as unknown as LogEvent[]).find(({ type }) => type === "f");
    await expectConforming("GET /logs/{id}", [failed?.log_id ?? ""]);
    const { executions } = failed?.details?.actions as { executions: string[] };
    await expectConforming("GET /actions/executions/{id}", executions);
  });

  test("for the tenant's settings", async () => {
    await expectConforming("GET /tenants/settings");
    await expectConforming("PATCH /tenants/settings", [], { friendly_name: "Somebody's" });
  });

  test("for users, sessions and refresh tokens", async () => {
    const account = { connection: "Username-Password-Authentication", email: "u@example.com" };
    const { user_id: user = "" } = await expectConforming("POST /users", [], account);
    const signIn = async () => (await running.simulator.browser.signIn({ user })).session?.id ?? "";
    const [one, two] = [await signIn(), await signIn(), await signIn(), await signIn()];
    await expectConforming("PATCH /users/{id}", [user], { app_metadata: { plan: "gold" } });
    await expectConforming("GET /users/{id}", [user]);
    await expectConforming("GET /users");
    await expectConforming("GET /users", [], undefined, "?include_totals=true");

    await expectConforming("GET /users/{user_id}/sessions", [user], undefined, "?take=1");
    await expectConforming("PATCH /sessions/{id}", [one], { session_metadata: { a: "b" } });
    await expectConforming("GET /sessions/{id}", [one]);
    await expectConforming("DELETE /sessions/{id}", [one]);
    await expectConforming("POST /sessions/{id}/revoke", [two]);

    await expectConforming("GET /users/{user_id}/refresh-tokens", [user], undefined, "?take=1");
    await expectConforming("GET /refresh-tokens", [], undefined, `?user_id=${encodeURIComponent(user)}`);
    const [token, other] = (await running.simulator.management.users.refreshToken.list(user)).data;
    await expectConforming("PATCH /refresh-tokens/{id}", [token?.id ?? ""], { refresh_token_metadata: { a: "b" } });
    await expectConforming("GET /refresh-tokens/{id}", [token?.id ?? ""]);
    await expectConforming("DELETE /refresh-tokens/{id}", [token?.id ?? ""]);
    await expectConforming("POST /refresh-tokens/revoke", [], { ids: [other?.id] });

    await expectConforming("POST /users/{id}/revoke-access", [user], {});
    await expectConforming("DELETE /users/{user_id}/sessions", [user]);
    await expectConforming("DELETE /users/{user_id}/refresh-tokens", [user]);
    await expectConforming("DELETE /users/{id}", [user]);
  });

  test("and no operation that both know was left out above", async () => {
    const specified = new Set(
      Object.entries(specification.paths).flatMap(([path, operations]) =>
        Object.keys(operations).map((method) => nameless(`${method.toUpperCase()} ${path}`)),
      ),
    );
    const served = (await servedOperations()).map(({ operation }) => nameless(operation));
    expect([...checked].map(nameless).sort()).toEqual(served.filter((operation) => specified.has(operation)).sort());
  });
});

/** What a parameter of a path is called makes no other operation. */
function nameless(operation: string): string {
  return operation.replaceAll(/\{\w+\}/g, "{}");
}
