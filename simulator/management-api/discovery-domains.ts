import { Type, type FastifyPluginCallbackTypebox } from "@fastify/type-provider-typebox";
import { Body, TextOf } from "../schema";
import type { Tenant } from "../tenant/tenant";
import type { Authorization } from "./authorization";
import { EitherPage, pageOfEither } from "./paging";

const OrganizationId = Type.Object({ id: Type.String() });
const DomainId = Type.Object({ id: Type.String(), discovery_domain_id: Type.String() });
const fields = {
  status: Type.Optional(TextOf("pending", "verified")),
  use_for_organization_discovery: Type.Optional(Type.Boolean()),
};
const NewDomain = Body({ ...fields, domain: Type.String({ minLength: 3, maxLength: 255 }) });
const PATH = "/organizations/:id/discovery-domains";

/** The domains of an organization's e-mail addresses. */
export function discoveryDomainRoutes(tenant: Tenant, allow: Authorization): FastifyPluginCallbackTypebox {
  const { organizations, discoveryDomains } = tenant;
  const readers = allow.anyOf("read:organization_discovery_domains");

  return (app, _options, done) => {
    app.get(
      PATH,
      { onRequest: readers, schema: { params: OrganizationId, querystring: EitherPage } },
      ({ params, query }) => {
        const domains = discoveryDomains.of(organizations.get(params.id).id);
        return pageOfEither("domains", domains, { take: 50, ...query });
      },
    );

    app.post(
      PATH,
      {
        onRequest: allow.anyOf("create:organization_discovery_domains"),
        schema: { params: OrganizationId, body: NewDomain },
      },
      ({ params, body }, reply) => {
        void reply.code(201);
        return discoveryDomains.create(organizations.get(params.id).id, body);
      },
    );

    app.get(`${PATH}/:discovery_domain_id`, { onRequest: readers, schema: { params: DomainId } }, ({ params }) =>
      discoveryDomains.get(params.id, params.discovery_domain_id),
    );

    app.patch(
      `${PATH}/:discovery_domain_id`,
      {
        onRequest: allow.anyOf("update:organization_discovery_domains"),
        schema: { params: DomainId, body: Body(fields) },
      },
      ({ params, body }) => Object.assign(discoveryDomains.get(params.id, params.discovery_domain_id), body),
    );

    app.delete(
      `${PATH}/:discovery_domain_id`,
      { onRequest: allow.anyOf("delete:organization_discovery_domains"), schema: { params: DomainId } },
      ({ params }, reply) => {
        discoveryDomains.delete(params.id, params.discovery_domain_id);
        return reply.code(204).send();
      },
    );
    done();
  };
}
