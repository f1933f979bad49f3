import { createHash, generateKeyPairSync, type KeyObject, X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { RunningSimulator } from "../running-simulator";

let running: RunningSimulator;
beforeAll(async () => {
  running = await RunningSimulator.start();
});
afterAll(() => running.close());

const newKey = (): KeyObject => generateKeyPairSync("rsa", { modulusLength: 2048 }).publicKey;
const spki = (key: KeyObject): string => key.export({ type: "spki", format: "pem" }).toString();
const pkcs1 = (key: KeyObject): string => key.export({ type: "pkcs1", format: "pem" }).toString();

async function newClient(name = "client"): Promise<string> {
  const { client_id } = await running.simulator.management.clients.create({ name });
  return client_id ?? "";
}

async function newCredential(client: string, pem = spki(newKey())): Promise<string> {
  const { clients } = running.simulator.management;
  const { id } = await clients.credentials.create(client, { credential_type: "public_key", pem });
  return id ?? "";
}

const attach = (...ids: string[]) => ({
  client_authentication_methods: { private_key_jwt: { credentials: ids.map((id) => ({ id })) } },
  token_endpoint_auth_method: null,
});

describe("the client secret", () => {
  test("is shown to whoever may read client keys, and to no other reader", async () => {
    const { clients } = running.simulator.management;
    const { client_id = "", client_secret } = await clients.create({ name: "secretive" });
    const [keys, names] = [await running.tokenWith("read:client_keys"), await running.tokenWith("read:clients")];
    expect((await running.call(`/api/v2/clients/${client_id}`, { token: keys })).body).toMatchObject({ client_secret });
    expect((await running.call(`/api/v2/clients/${client_id}`, { token: names })).body).not.toHaveProperty(
      "client_secret",
    );
  });

  test("is replaced by rotation, after which the old one gets no token", async () => {
    const { clients } = running.simulator.management;
    const { client_id = "", client_secret: old = "" } = await clients.create({ name: "rotating" });
    await running.simulator.management.clientGrants.create({ client_id, audience: running.audience, scope: [] });
    const { client_secret: fresh = "" } = await clients.rotateSecret(client_id);
    const request = { ...running.tokenRequest, client_id };
    await expect(running.token({ ...request, client_secret: fresh })).resolves.toEqual(expect.any(String));
    await expect(running.token({ ...request, client_secret: old })).rejects.toThrow(/access_denied/);
  });

  test("is hidden and useless while the client authenticates by private_key_jwt", async () => {
    const { clients } = running.simulator.management;
    const { client_id = "", client_secret } = await clients.create({ name: "by key" });
    await clients.update(client_id, attach(await newCredential(client_id)));
    const shown = await clients.get(client_id);
    expect(shown).not.toHaveProperty("client_secret");
    expect(shown).not.toHaveProperty("token_endpoint_auth_method");
    await expect(running.token({ ...running.tokenRequest, client_id, client_secret })).rejects.toThrow(/access_denied/);
  });
});

describe("a client", () => {
  test("shows the fields that are asked for, or all but those", async () => {
    const { clients } = running.simulator.management;
    const id = await newClient();
    expect(await clients.get(id, { fields: "client_id,name", include_fields: true })).toEqual({
      client_id: id,
      name: "client",
    });
    expect(await clients.get(id, { fields: "name", include_fields: false })).not.toHaveProperty("name");
  });

  test("keeps the fields that a change does not name, merges metadata, and loses what is set to null", async () => {
    const { clients } = running.simulator.management;
    const { client_id = "" } = await clients.create({
      name: "before",
      description: "stays",
      client_metadata: { a: "1", b: "2" },
      cross_origin_loc: "https://example.com/",
    });
    await running.call(`/api/v2/clients/${client_id}`, {
      method: "PATCH",
      body: { name: "after", client_metadata: { a: null, c: "3" }, cross_origin_loc: null },
    });
    const shown = await clients.get(client_id);
    expect(shown).toMatchObject({ name: "after", description: "stays", client_metadata: { b: "2", c: "3" } });
    expect(shown.client_metadata).not.toHaveProperty("a");
    expect(shown).not.toHaveProperty("cross_origin_loc");
  });

  test("takes its grants and credentials along when it is deleted", async () => {
    const { clients, clientGrants } = running.simulator.management;
    const client_id = await newClient();
    const { id = "" } = await clientGrants.create({ client_id, audience: running.audience, scope: [] });
    await clients.delete(client_id);
    await expect(clientGrants.get(id)).rejects.toMatchObject({ statusCode: 404 });
    await expect(clients.get(client_id)).rejects.toMatchObject({ statusCode: 404 });
  });

  test("is listed by page with totals, by cursor, or as a bare array", async () => {
    const all = (await running.call("/api/v2/clients?per_page=100")).body as unknown[];
    const { body: page } = await running.call("/api/v2/clients?include_totals=true&page=1&per_page=2");
    expect(page).toMatchObject({ start: 2, limit: 2, total: all.length, clients: all.slice(2, 4) });
    const first = (await running.call("/api/v2/clients?take=2")).body as { clients: unknown[]; next: string };
    const second = (await running.call(`/api/v2/clients?take=100&from=${first.next}`)).body as { clients: unknown[] };
    expect([...first.clients, ...second.clients]).toEqual(all);
    expect(second).not.toHaveProperty("next");
  });
});

describe("a credential", () => {
  test("has the RFC 7638 thumbprint of its key as kid, however the key is written, and never shows the key", async () => {
    const { clients } = running.simulator.management;
    const key = newKey();
    const kids = [];
    for (const pem of [spki(key), pkcs1(key)]) {
      const created = await clients.credentials.create(await newClient(), { credential_type: "public_key", pem });
      expect(created).not.toHaveProperty("pem");
      expect(created.id).toMatch(/^cred_\w{22}$/);
      kids.push(created.kid);
    }
    const { e, n } = key.export({ format: "jwk" });
    const digest = await crypto.subtle.digest("SHA-256", Buffer.from(JSON.stringify({ e, kty: "RSA", n })));
    expect(kids).toEqual([Buffer.from(digest).toString("base64url"), Buffer.from(digest).toString("base64url")]);
  });

  test("is a certificate by its thumbprint, or a subject, however it is given; attached, neither is the secret's equal", async () => {
    const { clients } = running.simulator.management;
    const client = await newClient();
    const pem = readFileSync(running.simulator.certificateAuthorityFile, "utf8");
    const certificate = new X509Certificate(pem);
    const digest = createHash("sha256").update(certificate.raw).digest("base64url");
    const pinned = await clients.credentials.create(client, { credential_type: "x509_cert", pem });
    expect(pinned).toMatchObject({
      thumbprint_sha256: digest,
      expires_at: new Date(certificate.validTo).toISOString(),
    });
    const subject = { credential_type: "cert_subject_dn" as const };
    const read = await clients.credentials.create(client, { ...subject, pem });
    const given = await clients.credentials.create(client, { ...subject, subject_dn: certificate.subject });
    expect([read.subject_dn, given.subject_dn]).toEqual([certificate.subject, certificate.subject]);

    const credentials = [{ id: pinned.id ?? "" }];
    const changed = await clients.update(client, {
      client_authentication_methods: { self_signed_tls_client_auth: { credentials } },
      token_endpoint_auth_method: null,
    });
    expect(changed).not.toHaveProperty("client_secret");
    await expect(clients.credentials.delete(client, pinned.id ?? "")).rejects.toMatchObject({ statusCode: 400 });
    await expect(
      clients.update(client, { client_authentication_methods: { tls_client_auth: { credentials } } }),
    ).rejects.toThrow("takes credentials of the type cert_subject_dn");
  });

  test.each<[string, (client: string) => Promise<unknown>, string]>([
    [
      "a key that the client has already",
      async (client) => {
        const pem = spki(newKey());
        await newCredential(client, pem);
        await newCredential(client, pem);
      },
      "credentials contains public keys that already exist in client",
    ],
    [
      "a fifth key",
      async (client) => {
        for (let count = 0; count < 5; count++) await newCredential(client);
      },
      "A client can have a maximum of 4 credentials.",
    ],
    [
      "a third key to be attached",
      async (client) => {
        const ids = [await newCredential(client), await newCredential(client), await newCredential(client)];
        await running.simulator.management.clients.update(client, attach(...ids));
      },
      "Array is too long (3), maximum 2",
    ],
    [
      "the deletion of an attached key",
      async (client) => {
        const id = await newCredential(client);
        await running.simulator.management.clients.update(client, attach(id));
        await running.simulator.management.clients.credentials.delete(client, id);
      },
      "Cannot delete credential still associated with a client",
    ],
    [
      "a key attached beside an authentication method by secret",
      async (client) => {
        const id = await newCredential(client);
        const change = { ...attach(id), token_endpoint_auth_method: "client_secret_post" as const };
        await running.simulator.management.clients.update(client, change);
      },
      "exclude each other",
    ],
    [
      "what is no key",
      (client) => newCredential(client, "-----BEGIN NOTHING-----"),
      "neither a public key nor a certificate",
    ],
  ])("refuses %s", async (_what, attempt, message) => {
    await expect(attempt(await newClient())).rejects.toMatchObject({
      statusCode: 400,
      body: { message: expect.stringContaining(message) as string },
    });
  });
});

describe.each(["callbacks", "allowed_logout_urls", "web_origins", "allowed_origins"])("of %s", (field) => {
  test.each(["", "*", "*.example.com", "app.example.com/callback", "https://a b", "https:"])(
    "%j is refused",
    async (url) => {
      const body = { name: "with URLs", [field]: ["https://app.example.com", url] };
      expect(await running.call("/api/v2/clients", { method: "POST", body })).toMatchObject({
        status: 400,
        body: { message: expect.stringContaining(`${field}.1`) as string },
      });
    },
  );

  test.each([
    "com.example.app://callback",
    "https://*.example.com:8080/a?b=c",
    "https://{organization_name}.example.com",
  ])("%s is taken", async (url) => {
    const body = { name: "with URLs", [field]: [url] };
    expect(await running.call("/api/v2/clients", { method: "POST", body })).toMatchObject({ status: 201 });
  });
});
