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
  /** The same, and a new one when it is about to expire: long work outlives a token. */
  readonly renewed: () => Promise<string>;
}

/** An access token for the Management API, or the tenant's reason to refuse one. */
export async function requestToken(request: TokenRequest): Promise<GrantedToken | { refusal: string }> {
  try {
    const { getToken } = createManagementAuth(request);
    return { token: await getToken(), renewed: getToken };
  } catch (error) {
    return { refusal: describeError(error).reason };
  }
}

/** The Management API that a token is for: at a custom domain, too, it is called after the canonical one. */
export function managementApiOf(token: string): string | undefined {
  const audiences = [readPayload(token).aud].flat();
  return audiences.find((audience): audience is string => String(audience).endsWith("/api/v2/"));
}

/** What a token lets its holder do; undefined where it does not say. */
export function scopesOf(token: string): string[] | undefined {
  const { scope } = readPayload(token);
  return typeof scope === "string" ? scope.split(" ").filter(Boolean) : undefined;
}

/** Which of these scopes a token lacks: none where it does not say. */
export function lackingScopes(token: string, needed: readonly string[]): string[] {
  const granted = scopesOf(token) ?? needed;
  return needed.filter((name) => !granted.includes(name));
}

interface Payload {
  aud?: unknown;
  scope?: unknown;
}

/** Empty where the token is no JWT. */
function readPayload(token: string): Payload {
  try {
    return JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString()) as Payload;
  } catch {
    return {};
  }
}
