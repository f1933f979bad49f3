import { randomUUID, sign } from "node:crypto";
import type { ActionSecrets } from "../contract/action-secrets";
import { Failure } from "./failure";

export interface GrantedToken {
  /** The access token, which is opaque. */
  value: string;
  /** How long the token is valid, in milliseconds; 0 if the answer does not say. */
  lifetime: number;
}

/** Requests a token with the client credentials grant. The SDK would hide the token's lifetime, and would have to be loaded first. */
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
  const { access_token: value, expires_in: seconds } = answer ?? {};
  if (!isTokenText(value)) throw new Failure("MalformedAnswer");
  return { value, lifetime: typeof seconds === "number" ? seconds * 1000 : 0 };
}

/** Whether a value can be a token: any text that a header can carry. */
export function isTokenText(value: unknown): value is string {
  return typeof value === "string" && /^[\x21-\x7e]+$/.test(value);
}

/** Source: RFC 7523, section 2.2. */
function assertionOf(domain: string, clientId: string, privateKey: string) {
  const iat = Math.floor(Date.now() / 1000);
  const identity = { iss: clientId, sub: clientId, aud: `https://${domain}/` };
  const content = [
    { alg: "RS256", typ: "JWT" },
    { ...identity, iat, exp: iat + 180, jti: randomUUID() },
  ]
    .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
    .join(".");
  const signature = sign("sha256", Buffer.from(content), privateKey).toString("base64url");
  return {
    client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
    client_assertion: `${content}.${signature}`,
  };
}
