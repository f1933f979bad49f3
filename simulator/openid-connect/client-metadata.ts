import type { ClientAuthMethod, ClientMetadata, ResponseType } from "oidc-provider";
import { calculateJwkThumbprint, exportJWK } from "jose";
import type { StoredClient } from "../tenant/clients";
import type { Tenant } from "../tenant/tenant";
import { GRANT_TYPES } from "./grant-types";

/** Applications that can keep no secret. */
const PUBLIC = ["spa", "native"];

/** An application of the tenant, in the words of OpenID Connect's client metadata. */
export async function clientMetadata(tenant: Tenant, client: StoredClient): Promise<ClientMetadata> {
  const redirect_uris = client.callbacks ?? [];
  const method = authenticationMethod(client);
  const alg = client.jwt_configuration?.alg ?? "RS256";
  return {
    client_id: client.client_id,
    client_name: client.name,
    ...((method.startsWith("client_secret_") || alg.startsWith("HS")) && { client_secret: client.client_secret }),
    ...(method === "private_key_jwt" && { jwks: { keys: await keysOf(tenant, client) } }),
    token_endpoint_auth_method: method,
    redirect_uris,
    post_logout_redirect_uris: client.allowed_logout_urls ?? [],
    grant_types: client.grant_types.filter((grant) => GRANT_TYPES.includes(grant)),
    response_types: redirect_uris.length === 0 ? [] : responseTypes(client),
    id_token_signed_response_alg: alg,
    ...(client.require_pushed_authorization_requests === true && { require_pushed_authorization_requests: true }),
  };
}

export function authenticationMethod(client: StoredClient): ClientAuthMethod {
  if (client.client_authentication_methods) return "private_key_jwt";
  if (client.token_endpoint_auth_method) return client.token_endpoint_auth_method;
  return PUBLIC.includes(client.app_type ?? "") ? "none" : "client_secret_post";
}

function responseTypes({ grant_types: grants }: StoredClient): ResponseType[] {
  const code = grants.includes("authorization_code");
  const implicit = grants.includes("implicit");
  return [
    ...(code ? (["code"] as const) : []),
    ...(implicit ? (["id_token", "id_token token"] as const) : []),
    ...(code && implicit ? (["code id_token"] as const) : []),
  ];
}

function keysOf(tenant: Tenant, client: StoredClient) {
  const keys = tenant.clientCredentials.attachedKeys(client);
  return Promise.all(
    keys.map(async ({ publicKey, alg }) => {
      const jwk = await exportJWK(publicKey);
      return { ...jwk, alg, use: "sig", kid: await calculateJwkThumbprint(jwk) };
    }),
  );
}
