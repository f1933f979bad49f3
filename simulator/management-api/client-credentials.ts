import { Type, type FastifyPluginCallbackTypebox } from "@fastify/type-provider-typebox";
import type { Management } from "auth0";
import { Body, Nullable, TextOf, Whole } from "../schema";
import type { Tenant } from "../tenant/tenant";
import type { Authorization } from "./authorization";

const ClientId = Type.Object({ client_id: Type.String() });
const CredentialId = Type.Object({ client_id: Type.String(), credential_id: Type.String() });
/** Not specified, and sent by Auth0's SDK for Go, which gets a bare array all the same. */
const ListQuery = Type.Object({
  page: Whole({ minimum: 0, default: 0 }),
  per_page: Whole({ minimum: 1, maximum: 100, default: 50 }),
  include_totals: Type.Optional(Type.Boolean()),
});
const DateTime = Type.String({ format: "date-time" });

const NewCredential = Body({
  credential_type: TextOf("public_key", "x509_cert", "cert_subject_dn"),
  name: Type.Optional(Type.String({ maxLength: 128 })),
  pem: Type.Optional(Type.String()),
  subject_dn: Type.Optional(Type.String({ minLength: 1, maxLength: 256 })),
  alg: Type.Optional(TextOf("RS256", "RS384", "PS256")),
  expires_at: Type.Optional(DateTime),
  parse_expiry_from_cert: Type.Optional(Type.Boolean()),
});

const CredentialChanges = Body({ expires_at: Nullable(DateTime) });

export function clientCredentialRoutes(tenant: Tenant, allow: Authorization): FastifyPluginCallbackTypebox {
  const credentials = tenant.clientCredentials;

  return (app, _options, done) => {
    app.get(
      "/clients/:client_id/credentials",
      { onRequest: allow.anyOf("read:client_credentials"), schema: { params: ClientId, querystring: ListQuery } },
      ({ params, query: { page, per_page } }): Management.ClientCredential[] =>
        credentials.list(params.client_id).slice(page * per_page, (page + 1) * per_page),
    );

    app.post(
      "/clients/:client_id/credentials",
      { onRequest: allow.anyOf("create:client_credentials"), schema: { params: ClientId, body: NewCredential } },
      async ({ params, body }, reply): Promise<Management.PostClientCredentialResponseContent> => {
        void reply.code(201);
        return credentials.create(params.client_id, body);
      },
    );

    app.get(
      "/clients/:client_id/credentials/:credential_id",
      { onRequest: allow.anyOf("read:client_credentials"), schema: { params: CredentialId } },
      ({ params }): Management.GetClientCredentialResponseContent =>
        credentials.get(params.client_id, params.credential_id),
    );

    app.patch(
      "/clients/:client_id/credentials/:credential_id",
      {
        onRequest: allow.anyOf("update:client_credentials"),
        schema: { params: CredentialId, body: CredentialChanges },
      },
      ({ params, body }): Management.PatchClientCredentialResponseContent =>
        credentials.updateExpiry(params.client_id, params.credential_id, body.expires_at),
    );

    app.delete(
      "/clients/:client_id/credentials/:credential_id",
      { onRequest: allow.anyOf("delete:client_credentials"), schema: { params: CredentialId } },
      ({ params }, reply) => {
        credentials.delete(params.client_id, params.credential_id);
        return reply.code(204).send();
      },
    );
    done();
  };
}
