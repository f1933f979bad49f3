import type { Answer } from "./dispatch";

interface OAuthRefusal {
  error: string;
  error_description?: string;
}

/** Where the token endpoint of Auth0 answers with another status or another text than oidc-provider. */
const REFUSALS: Record<string, { statusCode: number; error?: string; description?: string }> = {
  invalid_grant: { statusCode: 403 },
  invalid_client: { statusCode: 401, error: "access_denied", description: "Unauthorized" },
  access_denied: { statusCode: 403 },
  unauthorized: { statusCode: 403 },
  mfa_required: { statusCode: 403 },
  authorization_pending: { statusCode: 403, description: "User has yet to authorize device code." },
  expired_token: { statusCode: 403, description: "The device code has expired." },
};

export function inAuth0sWords(answer: Answer, grantType: string): Answer {
  if (answer.statusCode < 400) return answer;
  const { error, error_description } = JSON.parse(answer.payload) as OAuthRefusal;
  if (error === "unsupported_grant_type") return refusal(answer, 403, error, `Unsupported grant type: ${grantType}`);
  if (error_description === "requested grant type is not allowed for this client") {
    return refusal(answer, 403, "unauthorized_client", `Grant type '${grantType}' not allowed for the client.`);
  }
  const known = REFUSALS[error];
  if (!known) return answer;
  return refusal(answer, known.statusCode, known.error ?? error, known.description ?? error_description);
}

function refusal(answer: Answer, statusCode: number, error: string, description?: string): Answer {
  return { ...answer, statusCode, payload: JSON.stringify({ error, error_description: description }) };
}
