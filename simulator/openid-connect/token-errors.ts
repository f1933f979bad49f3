import { errors, type Provider } from "./oidc-provider";
import { NOT_SIMULATED } from "./grant-types";

interface Refusal {
  statusCode: number;
  error: string;
  error_description?: string;
}

type ProviderError = InstanceType<typeof errors.OIDCProviderError>;

/** Source, for codes: a recording of Auth0's Go SDK, TestLoginWithAuthCodeWithPKCE. */
const INVALID_GRANT: Record<string, string> = {
  authorization_code: "Invalid authorization code",
  "urn:ietf:params:oauth:grant-type:device_code": "Invalid or expired device code.",
};

/** Where Auth0 answers with another status or another text than oidc-provider. */
const REFUSALS: Record<string, { statusCode: number; error?: string; description?: string }> = {
  invalid_client: { statusCode: 401, error: "access_denied", description: "Unauthorized" },
  access_denied: { statusCode: 403 },
  authorization_pending: { statusCode: 403, description: "User has yet to authorize device code." },
  expired_token: { statusCode: 403, description: "The device code has expired." },
};

/** A refusal by a grant of the simulator's own, which is in Auth0's words already. */
export function refusedGrant(statusCode: number, error: string, description: string): Error {
  return Object.assign(new errors.CustomOIDCProviderError(error, description), { statusCode });
}

/** Has the token endpoint refuse as Auth0's does. */
export function refuseInAuth0sWords(provider: InstanceType<typeof Provider>): void {
  provider.on("grant.error", (ctx, error) => {
    // Of a body that is too large there are no parameters.
    const { statusCode, ...body } = refusalOf(error, (ctx.oidc.params ?? {}) as Record<string, string | undefined>);
    ctx.status = statusCode;
    ctx.body = body;
  });
}

function refusalOf(
  refused: ProviderError,
  { grant_type = "", redirect_uri }: Record<string, string | undefined>,
): Refusal {
  const { statusCode, error, error_description, error_detail = "" } = refused;
  if (refused instanceof errors.CustomOIDCProviderError) return { statusCode, error, error_description };
  if (refused instanceof errors.UnsupportedGrantType) return unsupported(grant_type);
  if (error_description === "requested grant type is not allowed for this client") {
    return described(403, "unauthorized_client", `Grant type '${grant_type}' not allowed for the client.`);
  }
  if (refused instanceof errors.InvalidGrant) return invalidGrant(error_detail, grant_type, redirect_uri);
  const known = REFUSALS[error];
  return {
    statusCode: known?.statusCode ?? statusCode,
    error: known?.error ?? error,
    error_description: known?.description ?? error_description,
  };
}

function unsupported(grantType: string): Refusal {
  if (!NOT_SIMULATED.includes(grantType)) {
    return described(403, "unsupported_grant_type", `Unsupported grant type: ${grantType}`);
  }
  return described(501, "unsupported_grant_type", `The simulator does not have the grant type ${grantType}`);
}

/** @param detail what oidc-provider keeps to itself */
function invalidGrant(detail: string, grantType: string, redirectUri = ""): Refusal {
  if (detail.startsWith("code_verifier")) return described(403, "invalid_grant", "Failed to verify code verifier");
  if (detail.endsWith("redirect_uri mismatch")) {
    return described(403, "unauthorized_client", `The redirect URI is wrong. You sent ${redirectUri}`);
  }
  return described(403, "invalid_grant", INVALID_GRANT[grantType] ?? detail);
}

function described(statusCode: number, error: string, error_description: string): Refusal {
  return { statusCode, error, error_description };
}
