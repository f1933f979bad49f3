import { createManagementAuth } from "auth0";
import { describeError } from "./api-error";

export interface TokenRequest {
  readonly domain: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly audience: string;
}

export interface GrantedToken {
  readonly token: string;
  /** Returns the token, or a new one when it is about to expire, because long work outlives a token. */
  readonly renewed: () => Promise<string>;
}

/** Requests an access token for the Management API. Returns the token, or the tenant's reason for refusing one. */
export async function requestToken(request: TokenRequest): Promise<GrantedToken | { refusal: string }> {
  try {
    const { getToken } = createManagementAuth(request);
    return { token: await getToken(), renewed: getToken };
  } catch (error) {
    return { refusal: describeError(error).reason };
  }
}

/** The identifier of the Management API that a token is for. It contains the canonical domain, even on a custom domain. */
export function managementApiOf(token: string): string | undefined {
  const audiences = [readPayload(token).aud].flat();
  return audiences.find((audience): audience is string => String(audience).endsWith("/api/v2/"));
}

/** The scopes of a token; undefined if the token does not say. */
export function scopesOf(token: string): string[] | undefined {
  const { scope } = readPayload(token);
  return typeof scope === "string" ? scope.split(" ").filter(Boolean) : undefined;
}

/** The scopes that a token lacks; none if the token does not say. */
export function lackingScopes(token: string, needed: readonly string[]): string[] {
  const granted = scopesOf(token) ?? needed;
  return needed.filter((name) => !granted.includes(name));
}

interface Payload {
  aud?: unknown;
  scope?: unknown;
}

/** The token's claims; empty if the token is not a JWT. */
function readPayload(token: string): Payload {
  try {
    return JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString()) as Payload;
  } catch {
    return {};
  }
}
