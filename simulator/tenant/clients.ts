import type { Management } from "auth0";
import { conflict, notFound } from "../errors";
import { Collection, type CollectionState } from "./collection";
import { newClientId, newClientSecret } from "./identifiers";
import { mergeMetadata } from "./metadata";

/** An application as the tenant keeps it: always with its secret, whoever may read that. */
export type StoredClient = Management.Client & { client_id: string; client_secret: string; grant_types: string[] };

export type ClientFields = Partial<Management.Client>;

export class Clients {
  private readonly clients = new Collection<StoredClient>();
  /** The tenant's, which every client shows. */
  signingKeys: Management.ClientSigningKeys = [];

  constructor(private readonly tenantName: string) {}

  /** @param clientId chosen by the seed; Auth0 gives one out otherwise */
  create(fields: ClientFields, clientId = newClientId()): StoredClient {
    return this.clients.add(clientId, {
      tenant: this.tenantName,
      global: false,
      is_first_party: true,
      is_token_endpoint_ip_header_trusted: false,
      oidc_conformant: false,
      sso_disabled: false,
      cross_origin_authentication: false,
      custom_login_page_on: true,
      ...withoutNulls(withOneLogout(fields)),
      ...(fields.session_transfer && {
        session_transfer: { ...SESSION_TRANSFER_DEFAULTS, ...fields.session_transfer },
      }),
      signing_keys: this.signingKeys,
      grant_types: fields.grant_types ?? ["authorization_code", "implicit", "refresh_token", "client_credentials"],
      jwt_configuration: { secret_encoded: false, ...(fields.jwt_configuration ?? { lifetime_in_seconds: 36000 }) },
      refresh_token: fields.refresh_token ?? defaultRefreshTokenConfiguration(fields.app_type),
      client_id: clientId,
      client_secret: fields.client_secret ?? newClientSecret(),
    });
  }

  /** @throws ManagementApiError 404 */
  get(clientId: string): StoredClient {
    const client = this.clients.find(clientId);
    if (!client) throw notFound("The client does not exist", "inexistent_client");
    return client;
  }

  find(clientId: string): StoredClient | undefined {
    return this.clients.find(clientId);
  }

  all(): StoredClient[] {
    return this.clients.all();
  }

  page(cursor: { from: string | undefined; take: number }, matches: (client: StoredClient) => boolean) {
    return this.clients.page({ ...cursor, matches });
  }

  /** A field that is given replaces the one that was there, except for those that are merged; null removes it. */
  update(clientId: string, { client_metadata, ...fields }: ClientFields): StoredClient {
    const client = this.get(clientId);
    for (const [name, value] of Object.entries<unknown>(withOneLogout(fields))) {
      if (value === null) delete client[name];
      else client[name] = MERGED_FIELDS.has(name) ? { ...(client[name] as object), ...(value as object) } : value;
    }
    if (fields.session_transfer) client.session_transfer = { ...SESSION_TRANSFER_DEFAULTS, ...client.session_transfer };
    if (client_metadata) client.client_metadata = mergeMetadata(client.client_metadata, client_metadata);
    return client;
  }

  rotateSecret(clientId: string): StoredClient {
    const client = this.get(clientId);
    if (client.client_authentication_methods) {
      throw conflict("The client secret cannot be rotated while the client authenticates by its credentials");
    }
    client.client_secret = newClientSecret();
    return client;
  }

  delete(clientId: string): void {
    this.clients.delete(clientId);
  }

  state(): CollectionState<StoredClient> {
    return this.clients.state();
  }

  restore(state: CollectionState<StoredClient>): void {
    this.clients.restore(state);
  }
}

/** Fields whose first level is merged. */
const MERGED_FIELDS = new Set(["mobile", "native_social_login", "session_transfer", "signed_request_object"]);

/** Source: the Management API's documentation of `session_transfer`. */
const SESSION_TRANSFER_DEFAULTS: Management.ClientSessionTransferConfiguration = {
  can_create_session_transfer_token: false,
  enforce_cascade_revocation: true,
  allowed_authentication_methods: [],
  enforce_device_binding: "ip",
  allow_refresh_token: false,
  enforce_online_refresh_tokens: true,
};

/**
 * `oidc_backchannel_logout` is the older name of `oidc_logout`, for its URLs alone: what is given by one name is there by
 * both. Source: the provider's recording TestAccClientOIDCLogout.
 */
function withOneLogout(fields: ClientFields): ClientFields {
  const given = (fields.oidc_logout === undefined ? fields.oidc_backchannel_logout : fields.oidc_logout) as
    { backchannel_logout_urls?: string[] } | null | undefined;
  if (given === undefined) return fields;
  const older = given && { backchannel_logout_urls: given.backchannel_logout_urls };
  return { ...fields, oidc_logout: given, oidc_backchannel_logout: older } as ClientFields;
}

function withoutNulls(fields: ClientFields): ClientFields {
  return Object.fromEntries(Object.entries<unknown>(fields).filter(([, value]) => value !== null));
}

/** As recorded from a real tenant for an application of type non_interactive, and for one of no type. */
function defaultRefreshTokenConfiguration(appType?: string): Management.ClientRefreshTokenConfiguration {
  return {
    rotation_type: "non-rotating",
    expiration_type: "non-expiring",
    leeway: 0,
    infinite_token_lifetime: true,
    infinite_idle_token_lifetime: true,
    token_lifetime: appType ? 31557600 : 2592000,
    idle_token_lifetime: appType ? 2592000 : 1296000,
  };
}
