/** Keys, with those that are in each. */
export interface Keys {
  readonly [key: string]: Keys;
}

const keys = (names: string): Keys => Object.fromEntries(names.split(" ").map((name) => [name, {}]));

const device = keys("initial_asn initial_ip initial_user_agent last_asn last_ip last_user_agent");
const geoip = keys(
  "cityName continentCode countryCode countryCode3 countryName latitude longitude subdivisionCode subdivisionName timeZone",
);

/** What `event` of the post-login trigger has. Source: Auth0's reference of that object, as of November 2026. */
export const DOCUMENTED_EVENT: Keys = {
  agent: keys("agent_id agent_metadata name"),
  authentication: {
    methods: {},
    riskAssessment: {
      assessments: {
        AgentDetection: { ...keys("code confidence"), details: keys("provider") },
        ImpossibleTravel: keys("code confidence"),
        NewDevice: { ...keys("code confidence"), details: keys("device useragent") },
        UntrustedIP: { ...keys("code confidence"), details: keys("category ip matches source") },
      },
      confidence: {},
      supplemental: {
        akamai: {
          akamaiBot: keys("type action botCategory botScore botScoreResponseSegment botnetId"),
          akamaiUserRisk: keys("action allow emailDomain general ouid requestid risk score status trust username uuid"),
        },
      },
      version: {},
    },
  },
  authorization: keys("roles"),
  client: { ...keys("client_id metadata name"), refresh_token: keys("policies") },
  connection: keys("id metadata name strategy"),
  custom_domain: keys("domain domain_metadata"),
  organization: keys("id display_name metadata name"),
  prompt: keys("id fields vars"),
  refresh_token: {
    ...keys("id client_id created_at"),
    device,
    ...keys("expires_at idle_expires_at last_exchanged_at metadata resource_servers rotating session_id"),
    session_transfer: { parent_refresh_token: keys("id") },
    user_id: {},
  },
  request: { ...keys("asn body"), geoip, ...keys("hostname ip language method query user_agent") },
  resource_server: keys("identifier"),
  secrets: {},
  security_context: keys("ja3 ja4"),
  session: {
    id: {},
    actor: keys("sub"),
    ...keys("authenticated_at clients"),
    cookie: keys("mode"),
    created_at: {},
    device,
    ...keys("expires_at idle_expires_at last_interacted_at metadata"),
    session_transfer: { parent_refresh_token: keys("id metadata") },
    ...keys("updated_at user_id"),
  },
  session_transfer_token: {
    client_id: {},
    request: { asn: {}, geoip, ...keys("ip user_agent") },
    scope: {},
  },
  stats: keys("logins_count"),
  tenant: keys("id"),
  transaction: {
    ...keys("id acr_values linking_id locale login_hint prompt protocol redirect_uri requested_authorization_details"),
    ...keys("requested_scopes response_mode response_type state ui_locales"),
    actor: keys("act sub"),
    ...keys("actor_token_type correlation_id metadata subject_token_type"),
  },
  user: {
    ...keys("app_metadata created_at email email_verified family_name given_name last_password_reset name nickname"),
    ...keys(
      "phone_number phone_verified picture updated_at user_id user_metadata username enrolledFactors multifactor",
    ),
    identities: {},
  },
};

/** The methods of `api` of the post-login trigger. Source: Auth0's reference of that object, as of November 2026. */
export const DOCUMENTED_API: Record<string, readonly string[]> = {
  access: ["deny"],
  accessToken: ["setCustomClaim", "addScope", "removeScope"],
  authentication: [
    "challengeWith",
    "challengeWithAny",
    "enrollWith",
    "enrollWithAny",
    "recordMethod",
    "setPrimaryUser",
  ],
  cache: ["delete", "get", "set"],
  groups: ["getUserGroups", "hasGroupMembership"],
  idToken: ["setCustomClaim"],
  multifactor: ["enable"],
  prompt: ["render"],
  redirect: ["encodeToken", "sendUserTo", "canRedirect", "validateToken"],
  refreshToken: ["revoke", "setExpiresAt", "setIdleExpiresAt", "setMetadata", "deleteMetadata", "evictMetadata"],
  roles: ["getUserEffectiveRoles", "getUserEffectiveRolesByIds", "getUserEffectiveRolesByNames"],
  rules: ["wasExecuted"],
  samlResponse: [
    "setAttribute",
    "setAudience",
    "setRecipient",
    "setCreateUpnClaim",
    "setPassthroughClaimsWithNoMapping",
    "setMapUnknownClaimsAsIs",
    "setMapIdentities",
    "setSignatureAlgorithm",
    "setDigestAlgorithm",
    "setDestination",
    "setLifetimeInSeconds",
    "setSignResponse",
    "setNameIdentifierFormat",
    "setNameIdentifierProbes",
    "setAuthnContextClassRef",
    "setSigningCert",
    "setIncludeAttributeNameFormat",
    "setTypedAttributes",
    "setEncryptionCert",
    "setEncryptionPublicKey",
    "setCert",
    "setKey",
    "setRelayState",
    "setIssuer",
    "setEncryptionAlgorithm",
  ],
  session: [
    "revoke",
    "setExpiresAt",
    "setIdleExpiresAt",
    "setCookieMode",
    "setMetadata",
    "deleteMetadata",
    "evictMetadata",
  ],
  transaction: ["setMetadata"],
  user: ["setAppMetadata", "setUserMetadata"],
  validation: ["error"],
};

/** The Authentication API but the token endpoint. Source: Auth0's reference of it, as of November 2026; without what is legacy. */
export const DOCUMENTED_AUTHENTICATION = [
  "GET /.well-known/jwks.json",
  "GET /.well-known/openid-configuration",
  "GET /authorize",
  "POST /bc-authorize",
  "POST /dbconnections/change_password",
  "POST /dbconnections/signup",
  "POST /mfa/associate",
  "GET /mfa/authenticators",
  "DELETE /mfa/authenticators/{id}",
  "POST /mfa/challenge",
  "POST /oauth/device/code",
  "POST /oauth/global-token-revocation/connection/{name}",
  "POST /oauth/par",
  "POST /oauth/revoke",
  "GET /oidc/logout",
  "POST /oidc/logout",
  "POST /oidc/register",
  "POST /passkey/challenge",
  "POST /passkey/register",
  "POST /passwordless/start",
  "GET /samlp/metadata/{client_id}",
  "GET /samlp/{client_id}",
  "GET /userinfo",
  "GET /v2/logout",
  "GET /wsfed/{client_id}",
];

/** Those of the token endpoint. Source: the same, and "Application Grant Types". */
export const DOCUMENTED_GRANT_TYPES = [
  "authorization_code",
  "client_credentials",
  "http://auth0.com/oauth/grant-type/mfa-oob",
  "http://auth0.com/oauth/grant-type/mfa-otp",
  "http://auth0.com/oauth/grant-type/mfa-recovery-code",
  "http://auth0.com/oauth/grant-type/password-realm",
  "http://auth0.com/oauth/grant-type/passwordless/otp",
  "password",
  "refresh_token",
  "urn:auth0:params:oauth:grant-type:token-exchange:federated-connection-access-token",
  "urn:ietf:params:oauth:grant-type:device_code",
  "urn:ietf:params:oauth:grant-type:jwt-bearer",
  "urn:ietf:params:oauth:grant-type:token-exchange",
  "urn:okta:params:oauth:grant-type:webauthn",
  "urn:openid:params:grant-type:ciba",
];
