import { createLocalJWKSet, exportSPKI, generateKeyPair, jwtVerify, SignJWT } from "jose";
import { RunningSimulator } from "../running-simulator";

let running: RunningSimulator;
beforeAll(async () => {
  running = await RunningSimulator.start();
});
afterAll(() => running.close());

const form = (fields: Record<string, string>) => ({
  method: "POST",
  token: null,
  body: new URLSearchParams(fields).toString(),
  headers: { "content-type": "application/x-www-form-urlencoded" },
});

/** A client that authenticates by private_key_jwt, and how to sign as it. */
async function clientWithKey() {
  const { clients, clientGrants } = running.simulator.management;
  const { privateKey, publicKey } = await generateKeyPair("RS256", { extractable: true });
  const { client_id = "" } = await clients.create({ name: "with a key", app_type: "non_interactive" });
  await clientGrants.create({ client_id, audience: running.audience, scope: ["read:sessions"] });
  const pem = await exportSPKI(publicKey);
  const { id = "" } = await clients.credentials.create(client_id, { credential_type: "public_key", pem });
  await clients.update(client_id, {
    client_authentication_methods: { private_key_jwt: { credentials: [{ id }] } },
    token_endpoint_auth_method: null,
  });
  const assertion = (changes: { audience?: string; issuer?: string; lifetime?: string } = {}) =>
    new SignJWT({})
      .setProtectedHeader({ alg: "RS256" })
      .setIssuer(changes.issuer ?? client_id)
      .setSubject(client_id)
      .setAudience(changes.audience ?? `https://${running.simulator.domain}/`)
      .setIssuedAt()
      .setExpirationTime(changes.lifetime ?? "2m")
      .sign(privateKey);
  const request = (client_assertion: string) => ({
    grant_type: "client_credentials",
    audience: running.audience,
    client_assertion,
    client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
  });
  return { client_id, privateKey, assertion, request };
}

test("takes a client secret in a form, in JSON and by HTTP Basic", async () => {
  const { client_id, client_secret, ...rest } = running.tokenRequest;
  const basic = Buffer.from(`${client_id}:${client_secret}`).toString("base64");
  const answers = [
    await running.call("/oauth/token", form(running.tokenRequest)),
    await running.call("/oauth/token", { method: "POST", token: null, body: running.tokenRequest }),
    await running.call("/oauth/token", {
      ...form(rest),
      headers: { ...form(rest).headers, authorization: `Basic ${basic}` },
    }),
  ];
  for (const answer of answers) {
    expect(answer).toMatchObject({ status: 200, body: { token_type: "Bearer", expires_in: 86400 } });
  }
});

test("gives out tokens whose scopes are the grant's, signed by a published key", async () => {
  const token = await running.tokenWith("delete:sessions", "read:sessions");
  const jwks = (await running.call("/.well-known/jwks.json", { token: null })).body;
  const { payload, protectedHeader } = await jwtVerify(
    token,
    createLocalJWKSet(jwks as Parameters<typeof createLocalJWKSet>[0]),
    { issuer: `https://${running.simulator.domain}/`, audience: running.audience },
  );
  expect(protectedHeader.alg).toBe("RS256");
  expect(payload).toMatchObject({ scope: "delete:sessions read:sessions", sub: `${String(payload.azp)}@clients` });
});

test("gives the scopes that are asked for, of those of the grant", async () => {
  const answer = async (scope: string) =>
    (await running.call("/oauth/token", form({ ...running.tokenRequest, scope }))).body;
  expect(await answer("read:users read:clients")).toMatchObject({ scope: "read:users read:clients" });
  expect(await answer("read:users no:such")).toEqual({
    error: "access_denied",
    error_description: "Client has not been granted scopes: no:such",
  });
});

test("takes a client assertion signed by an attached key", async () => {
  const { assertion, request } = await clientWithKey();
  const answer = await running.call("/oauth/token", form(request(await assertion())));
  expect(answer).toMatchObject({ status: 200, body: { scope: "read:sessions" } });
});

describe("refuses a client assertion", () => {
  test.each([
    ["for another audience", { audience: "https://example.com/" }],
    ["by another issuer", { issuer: "somebody" }],
    ["that has expired", { lifetime: "-1s" }],
  ])("%s", async (_what, changes) => {
    const { assertion, request } = await clientWithKey();
    const answer = await running.call("/oauth/token", form(request(await assertion(changes))));
    expect(answer).toMatchObject({ status: 401, body: { error: "access_denied", error_description: "Unauthorized" } });
  });

  test("signed by a key that was detached", async () => {
    const { client_id, assertion, request } = await clientWithKey();
    await running.simulator.management.clients.update(client_id, {
      client_authentication_methods: null,
      token_endpoint_auth_method: "client_secret_post",
    });
    expect((await running.call("/oauth/token", form(request(await assertion())))).status).toBe(401);
  });
});

describe("refuses a token request", () => {
  test.each([
    ["another client in the body than in the header", { client_id: "nobody" }],
    ["a secret in the body beside the header", { client_secret: "guess" }],
  ])("with %s", async (_what, changes) => {
    const { client_id, client_secret, grant_type, audience } = running.tokenRequest;
    const authorization = `Basic ${Buffer.from(`${client_id}:${client_secret}`).toString("base64")}`;
    const body = { grant_type, audience, ...changes };
    const answer = await running.call("/oauth/token", {
      method: "POST",
      token: null,
      body,
      headers: { authorization },
    });
    expect(answer).toMatchObject({ status: 400, body: { error: "invalid_request" } });
  });

  test.each([
    ["with a wrong secret", { client_secret: "guess" }, 401, "access_denied"],
    ["of an unknown client", { client_id: "nobody" }, 401, "access_denied"],
    ["for an unknown audience", { audience: "https://elsewhere/api/v2/" }, 403, "access_denied"],
    ["for no audience", { audience: undefined }, 403, "access_denied"],
    ["of a grant type that it does not have", { grant_type: "password" }, 403, "unauthorized_client"],
    ["of a grant type that there is not", { grant_type: "magic" }, 403, "unsupported_grant_type"],
    ["for an organization", { organization: "acme" }, 501, "not_implemented"],
    ["for a resource", { resource: "https://api.acme.com" }, 501, "not_implemented"],
    ["with a password for an organization", { grant_type: "password", organization: "acme" }, 501, "not_implemented"],
  ])("%s", async (_what, changes, status, error) => {
    const answer = await running.call("/oauth/token", {
      method: "POST",
      token: null,
      body: { ...running.tokenRequest, ...changes },
    });
    expect(answer).toMatchObject({ status, body: { error, error_description: expect.any(String) as string } });
  });

  test("for the audience of the custom domain, because the Management API has the canonical one alone", async () => {
    const { customDomain } = running.simulator;
    const body = { ...running.tokenRequest, audience: `https://${customDomain}/api/v2/` };
    const answer = await running.call("/oauth/token", { method: "POST", token: null, domain: customDomain, body });
    expect(answer).toMatchObject({
      status: 403,
      body: { error_description: `Service not found: https://${customDomain}/api/v2/` },
    });
  });

  test("of a client without a grant, and once its grant is gone", async () => {
    const { clients, clientGrants } = running.simulator.management;
    const { client_id = "", client_secret = "" } = await clients.create({ name: "ungranted" });
    const request = { ...running.tokenRequest, client_id, client_secret };
    const { id = "" } = await clientGrants.create({ client_id, audience: running.audience, scope: ["read:users"] });
    await expect(running.token(request)).resolves.toEqual(expect.any(String));
    await clientGrants.delete(id);
    await expect(running.token(request)).rejects.toThrow(/create a \\"client-grant\\"/);
  });

  test("of a client whose grant types do not include client_credentials", async () => {
    const { clients } = running.simulator.management;
    const { client_id = "", client_secret = "" } = await clients.create({
      name: "web",
      grant_types: ["refresh_token"],
    });
    await expect(running.token({ ...running.tokenRequest, client_id, client_secret })).rejects.toThrow(
      /unauthorized_client/,
    );
  });
});
