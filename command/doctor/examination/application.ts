import type { Management } from "auth0";
import type { DoctorOptions } from "../options";
import { requestToken, scopesOf } from "../../tenant/access-token";
import { describeError } from "../../tenant/api-error";
import type { Application, Grant, TokenTrial } from "./facts";
import type { TenantReader } from "../../tenant/tenant-reader";

type Client = Management.GetClientResponseContent;

/** All applications of that name, because Auth0 allows several with the same name; or the existing one that was provided. */
export function findApplications(reader: TenantReader, name: string, broughtClientId?: string) {
  const { clients } = reader.management;
  return reader.read("applications", "read:clients", async () => {
    if (broughtClientId !== undefined) return orNone(clients.get(broughtClientId));
    const found: Client[] = [];
    for await (const client of await clients.list({ fields: "client_id,name", include_fields: true, per_page: 100 })) {
      if (client.name === name) found.push(await clients.get(client.client_id!));
    }
    return found;
  });
}

async function orNone(request: PromiseLike<Client>): Promise<Client[]> {
  try {
    return [await request];
  } catch (error) {
    if (describeError(error).status === 404) return [];
    throw error;
  }
}

export function readApplication({ client_id, grant_types, client_authentication_methods }: Client): Application {
  return {
    clientId: client_id!,
    grantTypes: grant_types ?? [],
    privateKeyJwt: client_authentication_methods?.private_key_jwt !== undefined,
  };
}

/** The application's own grants for any API. */
export function listGrants(reader: TenantReader, { client_id }: Client): Promise<Grant[] | undefined> {
  return reader.read("client grants", "read:client_grants", async () => {
    const grants: Grant[] = [];
    for await (const grant of await reader.management.clientGrants.list({ client_id, subject_type: "client" })) {
      grants.push({ audience: grant.audience!, scopes: grant.allow_all_scopes ? "all" : (grant.scope ?? []) });
    }
    return grants;
  });
}

/** Requests a token as the Action does, if the secret is known. */
export async function tryApplication(
  client: Client,
  { domain, application }: DoctorOptions,
  audience: string,
): Promise<{ trial: TokenTrial; token?: string }> {
  if (readApplication(client).privateKeyJwt) return { trial: { state: "not tried", because: "private key JWT" } };
  const clientSecret = application.clientSecret ?? client.client_secret;
  if (clientSecret === undefined) return { trial: { state: "not tried", because: "secret unreadable" } };

  const secret = application.clientSecret === undefined ? "read" : "given";
  const answer = await requestToken({ domain, clientId: client.client_id!, clientSecret, audience });
  if ("refusal" in answer) return { trial: { state: "refused", secret, reason: answer.refusal } };
  return { trial: { state: "granted", secret, scopes: scopesOf(answer.token) }, token: answer.token };
}
