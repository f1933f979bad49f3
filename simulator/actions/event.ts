/**
 * The `event` of the post-login trigger, as Auth0 documents it: a field is optional here where it is optional there.
 * `secrets` is missing on purpose: it differs for each Action, so the runtime adds it.
 */
export interface PostLoginEvent {
  authentication?: { methods: AuthenticationMethod[] };
  authorization?: { roles: string[] };
  client: { client_id: string; name: string; metadata: Record<string, string> };
  connection: { id: string; name: string; strategy: string; metadata?: Record<string, string> };
  custom_domain?: { domain: string; domain_metadata: Record<string, string> };
  organization?: { id: string; name: string; display_name: string; metadata: Record<string, string> };
  refresh_token?: EventRefreshToken;
  request: EventRequest;
  resource_server?: { identifier: string };
  security_context?: { ja3?: string; ja4?: string };
  /** Undefined for flows without a browser session: password grant, refresh token exchange. */
  session?: EventSession;
  stats: { logins_count: number };
  /** `id` is the tenant's name, not its domain. */
  tenant: { id: string };
  transaction?: EventTransaction;
  user: EventUser;
}

/** A method completed at any time during the session, so a reused session still lists it with its old timestamp. */
export interface AuthenticationMethod {
  /** `pwd`, `federated`, `passkey`, `sms`, `email`, `phone_number`, `mock`, `mfa`, or the URL of a custom method. */
  name: string;
  /** ISO 8601. */
  timestamp: string;
  type?: string;
}

export interface Device {
  initial_asn?: string;
  initial_ip?: string;
  initial_user_agent?: string;
  last_asn?: string;
  last_ip?: string;
  last_user_agent?: string;
}

/** Every date is ISO 8601. */
export interface EventSession {
  id: string;
  /** Set for delegated sessions only. */
  actor?: { sub: string; [property: string]: unknown };
  authenticated_at?: string;
  clients?: { client_id: string }[];
  cookie?: { mode: "persistent" | "non-persistent" };
  created_at?: string;
  device?: Device;
  expires_at?: string;
  idle_expires_at?: string;
  last_interacted_at?: string;
  metadata?: Record<string, string>;
  session_transfer?: { parent_refresh_token?: { id?: string; metadata?: Record<string, string> } };
  updated_at?: string;
  user_id?: string;
}

/** Every date is ISO 8601. */
export interface EventRefreshToken {
  id: string;
  /** An online token ends with its session. */
  access?: "online" | "offline";
  client_id?: string;
  created_at: string;
  device?: Device;
  expires_at?: string;
  idle_expires_at?: string;
  last_exchanged_at?: string;
  metadata?: Record<string, string>;
  resource_servers?: { audience: string; scopes: string }[];
  rotating?: boolean;
  session_id?: string;
  session_transfer?: { parent_refresh_token?: { id?: string } };
  user_id?: string;
}

export interface EventRequest {
  asn?: string;
  body: Record<string, unknown>;
  geoip: Record<string, unknown>;
  hostname?: string;
  ip: string;
  language?: string;
  method: string;
  query: Record<string, unknown>;
  user_agent?: string;
}

export interface EventTransaction {
  /** Set for every login in a browser. */
  id?: string;
  acr_values?: string[];
  actor?: { sub: string; [property: string]: unknown };
  actor_token_type?: string;
  correlation_id?: string;
  linking_id?: string;
  locale?: string;
  login_hint?: string;
  metadata: Record<string, string | number | boolean>;
  prompt?: string[];
  protocol?: Protocol;
  redirect_uri?: string;
  requested_authorization_details?: Record<string, unknown>[];
  requested_scopes?: string[];
  response_mode?: "query" | "fragment" | "form_post" | "web_message";
  response_type?: string[];
  state?: string;
  subject_token_type?: string;
  ui_locales?: string[];
}

export type Protocol =
  | "oidc-basic-profile"
  | "oidc-ciba"
  | "oidc-ciba-web-link"
  | "oidc-implicit-profile"
  | "oauth2-device-code"
  | "oauth2-resource-owner"
  | "oauth2-resource-owner-jwt-bearer"
  | "oauth2-password"
  | "oauth2-webauthn"
  | "oauth2-access-token"
  | "oauth2-refresh-token"
  | "oauth2-token-exchange"
  | "oidc-hybrid-profile"
  | "samlp"
  | "wsfed"
  | "wstrust-usernamemixed";

/** Auth0 promises `user_id` alone; everything else depends on the connection. */
export interface EventUser {
  app_metadata?: Record<string, unknown>;
  created_at?: string;
  email?: string;
  email_verified?: boolean;
  enrolledFactors?: { type: string; options?: Record<string, unknown> }[];
  family_name?: string;
  given_name?: string;
  identities?: Record<string, unknown>[];
  last_password_reset?: string;
  multifactor?: string[];
  name?: string;
  nickname?: string;
  phone_number?: string;
  phone_verified?: boolean;
  picture?: string;
  updated_at?: string;
  user_id: string;
  user_metadata?: Record<string, unknown>;
  username?: string;
}
