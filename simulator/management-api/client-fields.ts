import { Type } from "@sinclair/typebox";
import { AnyObject, Body, Nullable, TextOf, Whole } from "../schema";

const Flag = Type.Optional(Type.Boolean());
const Text = Type.Optional(Type.String());
const Texts = Type.Optional(Type.Array(Type.String()));
/** Kept and given back as it came, because nothing in the simulator depends on it. */
const Settings = Type.Optional(Nullable(AnyObject));

const JwtConfiguration = Type.Object({
  lifetime_in_seconds: Type.Optional(Whole()),
  secret_encoded: Flag,
  scopes: Type.Optional(AnyObject),
  alg: Type.Optional(TextOf("HS256", "RS256", "RS512", "PS256")),
});

const RefreshTokenConfiguration = Body({
  rotation_type: TextOf("rotating", "non-rotating"),
  expiration_type: TextOf("expiring", "non-expiring"),
  leeway: Type.Optional(Whole({ minimum: 0 })),
  token_lifetime: Type.Optional(Whole({ minimum: 1, maximum: 157788000 })),
  infinite_token_lifetime: Flag,
  idle_token_lifetime: Type.Optional(Whole({ minimum: 1 })),
  infinite_idle_token_lifetime: Flag,
  policies: Type.Optional(Nullable(Type.Array(AnyObject))),
});

const WithCredentials = Type.Optional(Body({ credentials: Type.Array(Body({ id: Type.String() })) }));
const AuthenticationMethods = Body({
  private_key_jwt: WithCredentials,
  tls_client_auth: WithCredentials,
  self_signed_tls_client_auth: WithCredentials,
});

const ApplicationType = TextOf(
  "native",
  "spa",
  "regular_web",
  "non_interactive",
  "resource_server",
  "express_configuration",
  "rms",
  "box",
  "cloudbees",
  "concur",
  "dropbox",
  "mscrm",
  "echosign",
  "egnyte",
  "newrelic",
  "office365",
  "salesforce",
  "sentry",
  "sharepoint",
  "slack",
  "springcm",
  "zendesk",
  "zoom",
  "sso_integration",
  "oag",
);

/** Every field that a client may be given, in the order of the Management API's documentation. */
const Fields = {
  addons: Settings,
  allowed_clients: Texts,
  allowed_logout_urls: Texts,
  allowed_origins: Texts,
  app_type: Type.Optional(ApplicationType),
  async_approval_notification_channels: Type.Optional(Nullable(Type.Array(Type.String()))),
  callbacks: Texts,
  client_aliases: Texts,
  client_metadata: Type.Optional(Type.Record(Type.String(), Nullable(Type.String({ maxLength: 255 })))),
  compliance_level: Type.Optional(Nullable(Type.String())),
  cross_origin_authentication: Flag,
  cross_origin_loc: Type.Optional(Nullable(Type.String())),
  custom_login_page: Text,
  custom_login_page_on: Flag,
  custom_login_page_preview: Text,
  default_organization: Settings,
  description: Type.Optional(Type.String({ maxLength: 140 })),
  encryption_key: Settings,
  express_configuration: Settings,
  fedcm_login: Settings,
  form_template: Text,
  grant_types: Texts,
  identity_assertion_authorization_grant: Settings,
  initiate_login_uri: Text,
  is_first_party: Flag,
  is_token_endpoint_ip_header_trusted: Flag,
  jwt_configuration: Type.Optional(JwtConfiguration),
  logo_uri: Text,
  mobile: Settings,
  my_organization_configuration: Settings,
  native_social_login: Settings,
  oidc_backchannel_logout: Settings,
  oidc_conformant: Flag,
  oidc_logout: Settings,
  organization_discovery_methods: Type.Optional(Nullable(Type.Array(Type.String(), { minItems: 1 }))),
  organization_require_behavior: Text,
  organization_usage: Text,
  par_request_expiry: Type.Optional(Nullable(Whole())),
  redirection_policy: Text,
  refresh_token: Type.Optional(Nullable(RefreshTokenConfiguration)),
  require_proof_of_possession: Flag,
  require_pushed_authorization_requests: Flag,
  session_transfer: Settings,
  signed_request_object: Settings,
  skip_non_verifiable_callback_uri_confirmation_prompt: Type.Optional(Nullable(Type.Boolean())),
  sso: Flag,
  sso_disabled: Flag,
  third_party_security_mode: Text,
  token_endpoint_auth_method: Type.Optional(Nullable(TextOf("none", "client_secret_post", "client_secret_basic"))),
  token_exchange: Settings,
  token_quota: Settings,
  web_origins: Texts,
};

const Name = Type.String({ pattern: "^[^<>]+$" });

export const NewClient = Body({ ...Fields, name: Name, resource_server_identifier: Text });

export const ClientChanges = Body(
  {
    ...Fields,
    name: Type.Optional(Name),
    client_secret: Text,
    client_authentication_methods: Type.Optional(Nullable(AuthenticationMethods)),
  },
  { minProperties: 1 },
);
