import { Type, type FastifyPluginCallbackTypebox, type TSchema } from "@fastify/type-provider-typebox";
import type { Management } from "auth0";
import { omit } from "../omit";
import { AnyObject, Body, Nullable } from "../schema";
import type { Tenant } from "../tenant/tenant";
import type { Authorization } from "./authorization";
import { FieldsFilter, selectFields } from "./fields";
import { searchUsers, UserSearch } from "./user-search";

const UserId = Type.Object({ id: Type.String() });
const Fields = Type.Object(FieldsFilter);
const ShortText = (maxLength: number) => Type.Optional(Type.String({ minLength: 1, maxLength }));

const Removable = <Text extends TSchema>(text: Text) => Type.Optional(Nullable(text));

export const Profile = {
  email: Type.Optional(Type.String({ format: "email" })),
  email_verified: Type.Optional(Type.Boolean()),
  username: ShortText(128),
  name: ShortText(300),
  nickname: ShortText(300),
  given_name: ShortText(150),
  family_name: ShortText(150),
  picture: Type.Optional(Type.String()),
  blocked: Type.Optional(Type.Boolean()),
  app_metadata: Type.Optional(AnyObject),
  user_metadata: Type.Optional(AnyObject),
};
const Password = Type.Optional(Type.String({ minLength: 1 }));
/** Accepted and forgotten: no mail is sent. */
const Forgotten = { verify_email: Type.Optional(Type.Boolean()) };

const NewUser = Body({
  ...Profile,
  ...Forgotten,
  password: Password,
  connection: Type.String({ minLength: 1 }),
  user_id: Type.Optional(Type.String({ maxLength: 255, pattern: "^\\S*$" })),
});
const UserChanges = Body({
  ...Profile,
  ...Forgotten,
  name: Removable(Profile.name),
  nickname: Removable(Profile.nickname),
  given_name: Removable(Profile.given_name),
  family_name: Removable(Profile.family_name),
  picture: Removable(Profile.picture),
  password: Password,
});

export function userRoutes(tenant: Tenant, allow: Authorization): FastifyPluginCallbackTypebox {
  const users = tenant.users;

  return (app, _options, done) => {
    app.get("/users", { onRequest: allow.anyOf("read:users"), schema: { querystring: UserSearch } }, ({ query }) =>
      searchUsers(users, query),
    );

    app.post(
      "/users",
      { onRequest: allow.anyOf("create:users"), schema: { body: NewUser } },
      ({ body }, reply): Management.CreateUserResponseContent => {
        void reply.code(201);
        return users.create(omit(body, "verify_email"));
      },
    );

    app.get(
      "/users/:id",
      { onRequest: allow.anyOf("read:users"), schema: { params: UserId, querystring: Fields } },
      ({ params, query }): Management.GetUserResponseContent => selectFields(users.get(params.id), query),
    );

    app.patch(
      "/users/:id",
      { onRequest: allow.anyOf("update:users"), schema: { params: UserId, body: UserChanges } },
      ({ params, body }): Management.UpdateUserResponseContent =>
        tenant.updateUser(params.id, omit(body, "password", "verify_email"), body.password),
    );

    app.delete(
      "/users/:id",
      { onRequest: allow.anyOf("delete:users"), schema: { params: UserId } },
      ({ params }, reply) => {
        tenant.deleteUser(params.id);
        return reply.code(204).send();
      },
    );
    done();
  };
}
