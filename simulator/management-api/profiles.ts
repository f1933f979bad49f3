import { Type, type FastifyPluginCallbackTypebox, type TSchema } from "@fastify/type-provider-typebox";
import { AnyObject, Body, Nullable, TextOf } from "../schema";
import type { Profiles } from "../tenant/profiles";
import type { Tenant } from "../tenant/tenant";
import type { Authorization } from "./authorization";
import { Cursor, cursorPage } from "./paging";

const Id = Type.Object({ id: Type.String() });
const Text = Type.Optional(Type.String());
const Texts = Type.Optional(Type.Array(Type.String()));
const Part = <Schema extends TSchema>(schema: Schema) => Type.Optional(Nullable(schema));

const UserId = Body({
  oidc_mapping: Type.Optional(TextOf("sub")),
  saml_mapping: Texts,
  scim_mapping: Text,
  strategy_overrides: Part(AnyObject),
});
const UserAttribute = Body({
  label: Type.String(),
  description: Type.String(),
  auth0_mapping: Type.String(),
  profile_required: Type.Boolean(),
  oidc_mapping: Type.Optional(Body({ mapping: Type.String(), display_name: Text })),
  saml_mapping: Texts,
  scim_mapping: Text,
  strategy_overrides: Part(AnyObject),
});
const UserAttributeProfile = {
  name: Type.String({ minLength: 1 }),
  user_id: Part(UserId),
  user_attributes: Type.Record(Type.String(), UserAttribute),
};

const ConnectionProfile = {
  name: Type.String({ minLength: 1 }),
  organization: Part(
    Body({
      show_as_button: Type.Optional(TextOf("none", "optional", "required")),
      assign_membership_on_login: Type.Optional(TextOf("none", "optional", "required")),
    }),
  ),
  connection_name_prefix_template: Part(Type.String()),
  enabled_features: Part(Type.Array(TextOf("scim", "universal_logout"))),
  connection_config: Part(AnyObject),
  strategy_overrides: Part(AnyObject),
};

/** As the recording TestAccUserAttributeProfile shows of a profile that says nothing else. */
const USER_ID = {
  oidc_mapping: "sub",
  saml_mapping: ["nameidentifier", "upn", "name"].map(
    (claim) => `http://schemas.xmlsoap.org/ws/2005/05/identity/claims/${claim}`,
  ),
  scim_mapping: "externalId",
};

interface Kind {
  path: string;
  /** Of the list, and of the scopes. */
  key: string;
  profiles: Profiles;
  fields: Record<string, TSchema>;
  /** What is kept of what is sent. */
  completed: (body: object) => object;
  /** What a new one has besides. */
  initial: object;
}

/** What clients and self-service refer to: how the attributes of users are named, and how connections are made. */
export function profileRoutes(tenant: Tenant, allow: Authorization): FastifyPluginCallbackTypebox {
  const kinds: Kind[] = [
    {
      path: "/user-attribute-profiles",
      key: "user_attribute_profiles",
      profiles: tenant.userAttributeProfiles,
      fields: UserAttributeProfile,
      initial: { user_id: USER_ID },
      completed: (body: { user_id?: object | null }) => ({
        ...body,
        ...(body.user_id !== undefined && { user_id: { ...USER_ID, ...body.user_id } }),
      }),
    },
    {
      path: "/connection-profiles",
      key: "connection_profiles",
      profiles: tenant.connectionProfiles,
      fields: ConnectionProfile,
      initial: { connection_config: null, strategy_overrides: null },
      completed: (body) => body,
    },
  ];

  return (app, _options, done) => {
    for (const { path, key, profiles, fields, initial, completed } of kinds) {
      const readers = allow.anyOf(`read:${key}`);

      app.get(path, { onRequest: readers, schema: { querystring: Type.Object(Cursor) } }, ({ query }) =>
        cursorPage(key, profiles.page({ from: query.from, take: query.take })),
      );

      app.post(path, { onRequest: allow.anyOf(`create:${key}`), schema: { body: Body(fields) } }, ({ body }, reply) => {
        void reply.code(201);
        return profiles.create({ ...initial, ...completed(body) });
      });

      app.get(`${path}/:id`, { onRequest: readers, schema: { params: Id } }, ({ params }) => profiles.get(params.id));

      app.patch(
        `${path}/:id`,
        {
          onRequest: allow.anyOf(`update:${key}`),
          schema: { params: Id, body: Type.Partial(Body(fields), { additionalProperties: false }) },
        },
        ({ params, body }) => profiles.update(params.id, completed(body)),
      );

      app.delete(
        `${path}/:id`,
        { onRequest: allow.anyOf(`delete:${key}`), schema: { params: Id } },
        ({ params }, reply) => {
          profiles.delete(params.id);
          return reply.code(204).send();
        },
      );
    }
    done();
  };
}
