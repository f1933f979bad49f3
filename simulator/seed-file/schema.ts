import { Type, type Static } from "@sinclair/typebox";
import { NewClient } from "../management-api/client-fields";
import { OrganizationFields, OrganizationName } from "../management-api/organizations";
import { Profile } from "../management-api/users";
import { Body } from "../schema";

const Id = Type.String({ minLength: 1 });
const UserId = Type.String({ pattern: "^auth0\\|\\S+$", description: 'such as "auth0|ada"' });
const Name = Type.String({ minLength: 1 });
const Moment = Type.String({ format: "date-time" });
const Secret = Type.String({ minLength: 1 });
/** Ids or names. */
const Roles = Type.Optional(Type.Array(Name));
const Credentials = Type.Optional(Body({ client_id: Id, client_secret: Secret }));
const List = <Properties extends Parameters<typeof Body>[0]>(properties: Properties) =>
  Type.Optional(Type.Array(Body(properties)));

/**
 * What a tenant starts with, besides its own two applications. Every id may be pinned; those that are not are random. Users and
 * applications have the fields that the Management API creates them with.
 */
export const TenantSeed = Body({
  /** PEM of a private RSA key of 2048 bits or more: what the tenant signs tokens with. */
  signing_key: Type.Optional(Type.String()),
  /** The credentials of the two applications that every tenant starts with. */
  applications: Type.Optional(Body({ terraform: Credentials, application: Credentials })),
  clients: List({
    ...NewClient.properties,
    client_id: Type.Optional(Id),
    client_secret: Type.Optional(Secret),
  }),
  roles: List({ id: Type.Optional(Id), name: Name, description: Type.Optional(Name) }),
  users: List({
    ...Profile,
    user_id: Type.Optional(UserId),
    password: Type.Optional(Secret),
    roles: Roles,
  }),
  organizations: List({
    ...OrganizationFields,
    id: Type.Optional(Id),
    name: OrganizationName,
    members: List({ user_id: UserId, roles: Roles }),
  }),
  sessions: List({
    id: Type.Optional(Id),
    user_id: UserId,
    /** @default the application that every tenant starts with */
    client_id: Type.Optional(Id),
    /** @default now */
    created_at: Type.Optional(Moment),
    ip: Type.Optional(Type.String()),
    user_agent: Type.Optional(Type.String()),
    /** The value of a refresh token that comes with it. @default none */
    refresh_token: Type.Optional(Secret),
  }),
});

export type TenantSeed = Static<typeof TenantSeed>;
