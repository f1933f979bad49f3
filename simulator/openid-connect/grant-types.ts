/** The grant types of Auth0 that the simulator has, besides `client_credentials`, which has its own way. */
export const PASSWORD_REALM = "http://auth0.com/oauth/grant-type/password-realm";
export const MFA_OTP = "http://auth0.com/oauth/grant-type/mfa-otp";

export const GRANT_TYPES = [
  "authorization_code",
  "implicit",
  "refresh_token",
  "password",
  PASSWORD_REALM,
  MFA_OTP,
  "urn:ietf:params:oauth:grant-type:device_code",
];

/** Those that it has not. Source: Auth0, "Application Grant Types" and "Custom Token Exchange". */
export const NOT_SIMULATED = [
  "http://auth0.com/oauth/grant-type/mfa-oob",
  "http://auth0.com/oauth/grant-type/mfa-recovery-code",
  "http://auth0.com/oauth/grant-type/passwordless/otp",
  "http://auth0.com/oauth/grant-type/token-exchange/federated-connection-access-token",
  "urn:auth0:params:oauth:grant-type:token-exchange:federated-connection-access-token",
  "urn:ietf:params:oauth:grant-type:jwt-bearer",
  "urn:ietf:params:oauth:grant-type:token-exchange",
  "urn:okta:params:oauth:grant-type:webauthn",
  "urn:openid:params:grant-type:ciba",
];
