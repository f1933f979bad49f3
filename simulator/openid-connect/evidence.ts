import type { Evidence } from "../evidence";

const TOKEN = "POST /oauth/token, grant_type=";

/** What is known of the Authentication API's operations, and of the token endpoint's by grant type. */
export const AUTHENTICATION_API: Record<string, Evidence> = {
  "GET /.well-known/jwks.json": { documentation: "JSON Web Key Sets", remark: "without certificates" },
  "GET /.well-known/openid-configuration": { specification: "OpenID Connect Discovery", documentation: "" },
  "GET /authorize": {
    documentation: "Authorize Application",
    remark:
      "refuses `prompt=consent`, `prompt=select_account`, `screen_hint=signup`, `invitation`, `resource` and " +
      "`code_challenge_method=plain`, and the response types `token` and `code token`",
  },
  "GET /mfa/authenticators": {
    documentation: "List Authenticators",
    assumption: "everybody has a one-time code, and nothing else",
  },
  "GET /oidc/logout": { documentation: "OIDC Logout" },
  "GET /userinfo": { documentation: "Get User Info" },
  "GET /v2/logout": { documentation: "Auth0 Logout; Redirect Users with Alternative Logout" },
  "POST /mfa/challenge": { documentation: "Challenge Request", remark: "`otp` only" },
  "POST /oauth/device/code": { documentation: "Device Authorization Flow" },
  "POST /oauth/par": { documentation: "Push Authorization Requests" },
  "POST /oauth/revoke": { documentation: "Revoke Refresh Token" },
  "POST /oidc/logout": { documentation: "OIDC Logout" },
  [`${TOKEN}authorization_code`]: {
    documentation: "Authorization Code Flow",
    assumption: "a code that comes a second time ends the refresh token that it was exchanged for",
  },
  [`${TOKEN}client_credentials`]: {
    documentation: "Client Credential Flow",
    remark: "refuses `organization` and `resource`",
  },
  [`${TOKEN}http://auth0.com/oauth/grant-type/mfa-otp`]: {
    documentation: "Verify with One-Time Password; Authenticate Using the Resource Owner Password Flow with MFA",
    remark: "the code is 123456 for everybody",
  },
  [`${TOKEN}http://auth0.com/oauth/grant-type/password-realm`]: {
    documentation: "Resource Owner Password Flow",
    remark: "refuses `organization` and `resource`",
  },
  [`${TOKEN}password`]: {
    documentation: "Resource Owner Password Flow; Authenticate Using the Resource Owner Password Flow with MFA",
    assumption: "`challengeWith` asks for a second factor as `api.multifactor.enable` does",
  },
  [`${TOKEN}refresh_token`]: {
    documentation: "Refresh Token; Refresh Token Rotation",
    assumption: "the policy for second factors does not ask; scopes beyond the login's are left out",
  },
  [`${TOKEN}urn:ietf:params:oauth:grant-type:device_code`]: {
    documentation: "Device Authorization Flow",
    remark: "never answers `slow_down`",
  },
};
