import { timingSafeEqual } from "node:crypto";
import { decodeJwt, errors, jwtVerify } from "jose";
import { OAuthError } from "../errors";
import type { StoredClient } from "../tenant/clients";
import type { Tenant } from "../tenant/tenant";

const JWT_BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

export interface Credentials {
  client_id?: string;
  client_secret?: string;
  client_assertion?: string;
  client_assertion_type?: string;
}

/**
 * Finds out which client asks for a token, by client secret (in the body or by HTTP Basic) or by private_key_jwt.
 *
 * @param audience of client assertions: `https://<domain>/`
 * @throws OAuthError 401
 */
export async function authenticateClient(
  tenant: Tenant,
  body: Credentials,
  authorizationHeader: string | undefined,
  audience: string,
): Promise<StoredClient> {
  if (body.client_assertion !== undefined) return authenticateByAssertion(tenant, body, audience);

  const basic = basicCredentials(authorizationHeader);
  if (basic) requireNoOther(basic, body);
  const { client_id = "", client_secret = "" } = basic ?? body;
  const client = tenant.clients.find(client_id);
  if (!client || client.client_authentication_methods || !same(client_secret, client.client_secret)) throw refused();
  return client;
}

/** The client that a request says it is of, whether that is so or not; of one that says it in no known form, "". */
export function claimedClientId(body: Credentials, authorizationHeader: string | undefined): string {
  try {
    if (body.client_assertion !== undefined) return subjectOf(body.client_assertion);
    return (basicCredentials(authorizationHeader) ?? body).client_id ?? "";
  } catch {
    return "";
  }
}

async function authenticateByAssertion(tenant: Tenant, body: Credentials, audience: string): Promise<StoredClient> {
  if (body.client_assertion_type !== JWT_BEARER) {
    throw new OAuthError(400, "invalid_request", `client_assertion_type must be ${JWT_BEARER}`);
  }
  const assertion = body.client_assertion ?? "";
  const clientId = subjectOf(assertion);
  const client = tenant.clients.find(clientId);
  for (const { publicKey, alg } of client ? tenant.clientCredentials.attachedKeys(client) : []) {
    if (client && (await isSignedBy(publicKey, alg))) return client;
  }
  throw refused();

  async function isSignedBy(publicKey: Parameters<typeof jwtVerify>[1], alg: string): Promise<boolean> {
    const expected = { algorithms: [alg], issuer: clientId, subject: clientId, audience, requiredClaims: ["exp"] };
    try {
      await jwtVerify(assertion, publicKey, { ...expected, maxTokenAge: "5 minutes" });
      return true;
    } catch (error) {
      if (error instanceof errors.JOSEError) return false;
      throw error;
    }
  }
}

function subjectOf(assertion: string): string {
  try {
    return decodeJwt(assertion).sub ?? "";
  } catch {
    throw new OAuthError(400, "invalid_request", "client_assertion is not a JWT");
  }
}

/** The identifier and the secret are form-encoded inside of it (RFC 6749, section 2.3.1). */
function basicCredentials(header: string | undefined): Credentials | undefined {
  const [, encoded] = /^Basic (.+)$/i.exec(header ?? "") ?? [];
  if (encoded === undefined) return undefined;
  const [, id, secret] = /^([^:]*):(.*)$/s.exec(Buffer.from(encoded, "base64").toString()) ?? [];
  if (id === undefined || secret === undefined) throw refused();
  try {
    return { client_id: decodeURIComponent(id), client_secret: decodeURIComponent(secret) };
  } catch {
    throw refused();
  }
}

/** @throws OAuthError 400 for a body that names another client, or has a secret too (RFC 6749, section 2.3) */
function requireNoOther(basic: Credentials, { client_id, client_secret }: Credentials): void {
  if (client_id && client_id !== basic.client_id) {
    throw new OAuthError(400, "invalid_request", `client_id is ${client_id}: the header is of ${basic.client_id}`);
  }
  if (client_secret) {
    throw new OAuthError(
      400,
      "invalid_request",
      "client_secret is in the body and in the header: send it in one of them",
    );
  }
}

function same(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function refused(): OAuthError {
  return new OAuthError(401, "access_denied", "Unauthorized");
}
