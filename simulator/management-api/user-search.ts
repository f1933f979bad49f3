import { Type } from "@sinclair/typebox";
import { properties, type Fields } from "../search/fields";
import { search, type Search } from "../search/search";
import { TextOf } from "../schema";
import type { StoredUser, Users } from "../tenant/users";
import { FieldsFilter, selectFields } from "./fields";
import { NumberedPage } from "./paging";

export const UserSearch = Type.Object({
  ...FieldsFilter,
  ...NumberedPage,
  q: Type.Optional(Type.String({ minLength: 1 })),
  sort: Type.Optional(Type.String()),
  search_engine: Type.Optional(TextOf("v3")),
  primary_order: Type.Optional(Type.Boolean()),
});

const IDENTITY_FIELDS = ["connection", "provider", "user_id"] as const;

const FIELDS: Fields<StoredUser> = {
  ...properties<StoredUser>("text", "user_id", "email", "username", "name", "nickname", "given_name", "family_name"),
  ...properties<StoredUser>("text", "last_ip"),
  ...properties<StoredUser>("boolean", "email_verified", "blocked"),
  ...properties<StoredUser>("number", "logins_count"),
  ...properties<StoredUser>("date", "created_at", "updated_at", "last_login", "last_password_reset"),
  ...Object.fromEntries(
    IDENTITY_FIELDS.map((name) => [
      `identities.${name}`,
      { kind: "text" as const, valuesOf: ({ identities }: StoredUser) => identities.map((identity) => identity[name]) },
    ]),
  ),
};

/** Case does not matter. Source: Auth0, "User Search Query Syntax". */
export function searchUsers(users: Users, query: Search & { fields?: string; include_fields?: boolean }) {
  const searchable = { items: users.all(), fields: FIELDS, caseSensitive: false };
  const { found, start, limit, total } = search(searchable, query);
  const shown = found.map((user) => selectFields(user, query));
  return query.include_totals ? { start, limit, length: shown.length, total, users: shown } : shown;
}
