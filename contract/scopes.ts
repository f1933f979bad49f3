import type { PolicyDocument } from "./policy";

/** The scopes that every policy needs, to look up a user's sessions and to end them. */
const SESSION_SCOPES = ["read:sessions", "delete:sessions"];

/** `POST /sessions/{id}/revoke` needs one scope more than `DELETE /sessions/{id}`. Source: the Management API's OpenAPI file. */
const REFRESH_TOKEN_SCOPES: Record<PolicyDocument["refreshTokens"], string[]> = {
  keep: [],
  revoke: ["delete:refresh_tokens"],
  "revoke-others": ["delete:refresh_tokens", "read:refresh_tokens"],
};

/** The scopes that a policy needs, and no others. */
export function scopesOf({ refreshTokens }: Pick<PolicyDocument, "refreshTokens">): string[] {
  return [...SESSION_SCOPES, ...REFRESH_TOKEN_SCOPES[refreshTokens]];
}
