import { randomUUID, sign } from "node:crypto";
import type { ActionSecrets } from "../contract/action-secrets";
import { Failure } from "./failure";

export interface GrantedToken {
  /** Opaque. */
  value: string;
  /** Milliseconds; 0 if the answer does not say. */
  lifetime: number;
}

/** How long an assertion is good for, in seconds. */
const ASSERTION_LIFETIME = 180;

/**
 * Asks Auth0 for an access token with the client credentials grant. The SDK does not tell a token's lifetime, and would have to
 * be loaded first.
 *
 * @param audience that of the canonical domain, also if a custom domain is called
 */
export async function requestToken(
  secrets: ActionSecrets,
  audience: string,
  send: typeof fetch,
): Promise<GrantedToken> {
  const { domain, clientId, clientSecret = "", privateKey } = secrets;
  const proof = privateKey ? assertionOf(domain, clientId, privateKey) : { client_secret: clientSecret };
  const grant = { grant_type: "client_credentials", client_id: clientId, audience };
  const body = new URLSearchParams({ ...grant, ...proof });
  const response = await send(`https://${domain}/oauth/token`, { method: "POST", body });
  if (!response.ok) {
    await response.body?.cancel();
    throw new Failure("TokenRefused", response.status);
  }
  const answer = (await response.json()) as { access_token?: unknown; expires_in?: unknown } | null;
  const value = answer?.access_token;
  const seconds = answer?.expires_in;
  if (typeof value !== "string" || value === "") throw new Failure("MalformedAnswer");
  return { value, lifetime: typeof seconds === "number" ? seconds * 1000 : 0 };
}

/** Source: RFC 7523, section 2.2; Auth0 docs, "Authenticate with Private Key JWT". */
function assertionOf(domain: string, clientId: string, privateKey: string) {
  const now = Math.floor(Date.now() / 1000);
  const identity = { iss: clientId, sub: clientId, aud: `https://${domain}/` };
  const claims = { ...identity, iat: now, exp: now + ASSERTION_LIFETIME, jti: randomUUID() };
  const content = [{ alg: "RS256", typ: "JWT" }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
    .join(".");
  const signature = sign("sha256", Buffer.from(content), privateKey).toString("base64url");
  return {
    client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
    client_assertion: `${content}.${signature}`,
  };
}
