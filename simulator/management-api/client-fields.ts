import { Type } from "@sinclair/typebox";
import {
  ClientTokenQuota,
  DefaultOrganization,
  FedCmLogin,
  Mobile,
  NativeSocialLogin,
  OidcLogout,
  SessionTransfer,
  SignedRequestObject,
  TokenExchange,
} from "./client-settings";
import { AnyObject, Body, Nullable, TextOf, Urls, Whole } from "../schema";

const Flag = Type.Optional(Type.Boolean());
const Text = Type.Optional(Type.String());
const Names = Type.Optional(Type.Array(Type.String({ minLength: 1 })));
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
  policies: Type.Optional(
    Nullable(
      Type.Array(
        Body({
          audience: Type.String({ minLength: 1, maxLength: 600 }),
          scope: Type.Array(Type.String({ minLength: 1, maxLength: 280 })),
        }),
        { minItems: 1 },
      ),
    ),
  ),
});

const WithCredentials = Type.Optional(Body({ credentials: Type.Array(Body({ id: Type.String() })) }));
const AuthenticationMethods = Body(
  {
    private_key_jwt: WithCredentials,
    tls_client_auth: WithCredentials,
    self_signed_tls_client_auth: WithCredentials,
  },
  { minProperties: 1, maxProperties: 1 },
);

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
  allowed_clients: Names,
  allowed_logout_urls: Urls,
  allowed_origins: Urls,
  app_type: Type.Optional(ApplicationType),
  async_approval_notification_channels: Type.Optional(
    Nullable(Type.Array(TextOf("guardian-push", "email"), { minItems: 1 })),
  ),
  callbacks: Urls,
  client_aliases: Names,
  client_metadata: Type.Optional(
    Type.Record(Type.String(), Nullable(Type.String({ maxLength: 255 })), { maxProperties: 10 }),
  ),
  compliance_level: Type.Optional(
    Nullable(TextOf("none", "fapi1_adv_pkj_par", "fapi1_adv_mtls_par", "fapi2_sp_pkj_mtls", "fapi2_sp_mtls_mtls")),
  ),
  cross_origin_authentication: Flag,
  cross_origin_loc: Type.Optional(Nullable(Type.String())),
  custom_login_page: Text,
  custom_login_page_on: Flag,
  custom_login_page_preview: Text,
  default_organization: DefaultOrganization,
  description: Type.Optional(Type.String({ maxLength: 140 })),
  encryption_key: Settings,
  express_configuration: Settings,
  fedcm_login: FedCmLogin,
  form_template: Text,
  grant_types: Names,
  identity_assertion_authorization_grant: Settings,
  initiate_login_uri: Text,
  is_first_party: Flag,
  is_token_endpoint_ip_header_trusted: Flag,
  jwt_configuration: Type.Optional(JwtConfiguration),
  logo_uri: Text,
  mobile: Mobile,
  my_organization_configuration: Settings,
  native_social_login: NativeSocialLogin,
  oidc_backchannel_logout: OidcLogout,
  oidc_conformant: Flag,
  oidc_logout: OidcLogout,
  organization_discovery_methods: Type.Optional(
    Nullable(Type.Array(TextOf("email", "organization_name"), { minItems: 1 })),
  ),
  organization_require_behavior: Type.Optional(Nullable(TextOf("no_prompt", "pre_login_prompt", "post_login_prompt"))),
  organization_usage: Type.Optional(Nullable(TextOf("deny", "allow", "require"))),
  par_request_expiry: Type.Optional(Nullable(Whole({ minimum: 10, maximum: 600 }))),
  redirection_policy: Type.Optional(TextOf("allow_always", "open_redirect_protection")),
  refresh_token: Type.Optional(Nullable(RefreshTokenConfiguration)),
  require_proof_of_possession: Flag,
  require_pushed_authorization_requests: Flag,
  session_transfer: SessionTransfer,
  signed_request_object: SignedRequestObject,
  skip_non_verifiable_callback_uri_confirmation_prompt: Type.Optional(Nullable(Type.Boolean())),
  sso: Flag,
  sso_disabled: Flag,
  third_party_security_mode: Type.Optional(TextOf("strict", "permissive")),
  token_endpoint_auth_method: Type.Optional(Nullable(TextOf("none", "client_secret_post", "client_secret_basic"))),
  token_exchange: TokenExchange,
  token_quota: ClientTokenQuota,
  web_origins: Urls,
};

const Name = Type.String({ pattern: "^[^<>]+$" });

export const NewClient = Body({
  ...Fields,
  name: Name,
  resource_server_identifier: Type.Optional(Type.String({ minLength: 1, maxLength: 600 })),
});

export const ClientChanges = Body(
  {
    ...Fields,
    name: Type.Optional(Name),
    client_secret: Type.Optional(Type.String({ minLength: 1 })),
    client_authentication_methods: Type.Optional(Nullable(AuthenticationMethods)),
  },
  { minProperties: 1 },
);
