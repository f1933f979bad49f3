import type { PolicyDocument } from "./policy";

/** What every policy needs: to look up a user's sessions, and to end them. */
const SESSION_SCOPES = ["read:sessions", "delete:sessions"];

/** `POST /sessions/{id}/revoke` asks for one scope more than `DELETE /sessions/{id}`. Source: the Management API's OpenAPI file. */
const REFRESH_TOKEN_SCOPES: Record<PolicyDocument["refreshTokens"], string[]> = {
  keep: [],
  revoke: ["delete:refresh_tokens"],
  "revoke-others": ["delete:refresh_tokens", "read:refresh_tokens"],
};

/** Exactly the scopes that a policy needs. */
export function scopesOf({ refreshTokens }: Pick<PolicyDocument, "refreshTokens">): string[] {
  return [...SESSION_SCOPES, ...REFRESH_TOKEN_SCOPES[refreshTokens]];
}
