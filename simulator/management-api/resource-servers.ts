import { Type, type FastifyPluginCallbackTypebox } from "@fastify/type-provider-typebox";
import type { Management } from "auth0";
import { Body, Nullable, TextOf, Whole } from "../schema";
import type { Tenant } from "../tenant/tenant";
import type { Authorization } from "./authorization";
import { NumberedPage, numberedPage } from "./paging";

const Reference = Type.Object({ id: Type.String() });
const ListQuery = Type.Object({
  ...NumberedPage,
  identifiers: Type.Optional(Type.Array(Type.String({ minLength: 1 }))),
});

const Scope = Body({
  value: Type.String({ minLength: 1, maxLength: 280 }),
  description: Type.Optional(Type.String({ maxLength: 500 })),
});

const TokenEncryption = Body({
  format: TextOf("compact-nested-jwe"),
  encryption_key: Body({
    name: Type.Optional(Type.String({ minLength: 1, maxLength: 128 })),
    alg: TextOf("RSA-OAEP-256", "RSA-OAEP-384", "RSA-OAEP-512"),
    kid: Type.Optional(Type.String({ minLength: 1, maxLength: 128 })),
    pem: Type.String({ minLength: 1, maxLength: 4096 }),
  }),
});
const ProofOfPossession = Body({
  mechanism: TextOf("mtls", "dpop"),
  required: Type.Boolean(),
  required_for: Type.Optional(TextOf("public_clients", "all_clients")),
});
const PolicyOf = <const Policies extends readonly string[]>(...policies: Policies) =>
  Type.Optional(Type.Object({ policy: Type.Optional(TextOf(...policies)) }));
const SubjectTypeAuthorization = Body({
  user: PolicyOf("allow_all", "deny_all", "require_client_grant"),
  client: PolicyOf("deny_all", "require_client_grant"),
});

const Changeable = {
  name: Type.Optional(Type.String({ maxLength: 200, pattern: "^[^<>]+$" })),
  scopes: Type.Optional(Type.Array(Scope)),
  signing_alg: Type.Optional(TextOf("HS256", "RS256", "RS512", "PS256")),
  signing_secret: Type.Optional(Type.String({ minLength: 16 })),
  allow_offline_access: Type.Optional(Type.Boolean()),
  allow_online_access: Type.Optional(Type.Boolean()),
  allow_online_access_with_ephemeral_sessions: Type.Optional(Type.Boolean()),
  token_lifetime: Type.Optional(Whole({ minimum: 0, maximum: 2_592_000 })),
  // In no specification, but the provider sends it and Auth0 takes it.
  token_lifetime_for_web: Type.Optional(Whole({ minimum: 0, maximum: 2_592_000 })),
  token_dialect: Type.Optional(
    TextOf("access_token", "access_token_authz", "rfc9068_profile", "rfc9068_profile_authz"),
  ),
  skip_consent_for_verifiable_first_party_clients: Type.Optional(Type.Boolean()),
  enforce_policies: Type.Optional(Type.Boolean()),
  token_encryption: Type.Optional(Nullable(TokenEncryption)),
  consent_policy: Type.Optional(Nullable(TextOf("transactional-authorization-with-mfa"))),
  authorization_details: Type.Optional(Nullable(Type.Array(Type.Unknown()))),
  proof_of_possession: Type.Optional(Nullable(ProofOfPossession)),
  subject_type_authorization: Type.Optional(SubjectTypeAuthorization),
  authorization_policy: Type.Optional(Nullable(Body({ policy_id: Type.String({ minLength: 1, maxLength: 1024 }) }))),
};

const NewResourceServer = Body({ ...Changeable, identifier: Type.String({ minLength: 1, maxLength: 600 }) });
const ResourceServerChanges = Body(Changeable);

export function resourceServerRoutes(tenant: Tenant, allow: Authorization): FastifyPluginCallbackTypebox {
  const resourceServers = tenant.resourceServers;

  return (app, _options, done) => {
    app.get(
      "/resource-servers",
      { onRequest: allow.anyOf("read:resource_servers"), schema: { querystring: ListQuery } },
      ({ query }) => {
        const { identifiers } = query;
        const matching = resourceServers.all().filter(({ identifier }) => identifiers?.includes(identifier) ?? true);
        return numberedPage("resource_servers", matching, query);
      },
    );

    app.post(
      "/resource-servers",
      { onRequest: allow.anyOf("create:resource_servers"), schema: { body: NewResourceServer } },
      ({ body }, reply): Management.CreateResourceServerResponseContent => {
        void reply.code(201);
        return resourceServers.create(body);
      },
    );

    app.get(
      "/resource-servers/:id",
      { onRequest: allow.anyOf("read:resource_servers"), schema: { params: Reference } },
      ({ params }): Management.GetResourceServerResponseContent => resourceServers.get(params.id),
    );

    app.patch(
      "/resource-servers/:id",
      { onRequest: allow.anyOf("update:resource_servers"), schema: { params: Reference, body: ResourceServerChanges } },
      ({ params, body }): Management.UpdateResourceServerResponseContent =>
        resourceServers.update(params.id, body as Management.ResourceServer),
    );

    app.delete(
      "/resource-servers/:id",
      { onRequest: allow.anyOf("delete:resource_servers"), schema: { params: Reference } },
      ({ params }, reply) => {
        resourceServers.delete(params.id);
        return reply.code(204).send();
      },
    );
    done();
  };
}
