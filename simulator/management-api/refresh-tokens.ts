import { Type, type FastifyPluginCallbackTypebox, type Static } from "@fastify/type-provider-typebox";
import type { Management } from "auth0";
import { badRequest } from "../errors";
import { Body, Nullable } from "../schema";
import type { Tenant } from "../tenant/tenant";
import type { Authorization } from "./authorization";
import { FieldsFilter, selectFields } from "./fields";
import { Cursor, cursorPage } from "./paging";

const TokenId = Type.Object({ id: Type.String() });
const UserReference = Type.Object({ user_id: Type.String() });
const UserListQuery = Type.Object({ ...Cursor, include_totals: Type.Optional(Type.Boolean()) });
const ListQuery = Type.Object({
  ...Cursor,
  ...FieldsFilter,
  user_id: Type.String(),
  client_id: Type.Optional(Type.String()),
});

const TokenChanges = Body(
  {
    refresh_token_metadata: Type.Optional(
      Nullable(Type.Record(Type.String(), Type.String({ maxLength: 255 }), { maxProperties: 25 })),
    ),
  },
  { minProperties: 1 },
);

const TokensToRevoke = Body({
  ids: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 30 }), { minItems: 1, maxItems: 100 })),
  user_id: Type.Optional(Type.String({ minLength: 1, maxLength: 300 })),
  client_id: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
  audience: Type.Optional(Type.String({ minLength: 1, maxLength: 600 })),
});

export function refreshTokenRoutes(tenant: Tenant, allow: Authorization): FastifyPluginCallbackTypebox {
  const { refreshTokens, deletions } = tenant;

  return (app, _options, done) => {
    app.get(
      "/users/:user_id/refresh-tokens",
      { onRequest: allow.anyOf("read:refresh_tokens"), schema: { params: UserReference, querystring: UserListQuery } },
      ({ params, query }): Management.ListRefreshTokensPaginatedResponseContent => {
        const { user_id } = tenant.users.get(params.user_id);
        return cursorPage("tokens", refreshTokens.page({ user_id }, query.from, query.take));
      },
    );

    app.delete(
      "/users/:user_id/refresh-tokens",
      { onRequest: allow.anyOf("delete:refresh_tokens"), schema: { params: UserReference } },
      ({ params }, reply) => {
        const { user_id } = tenant.users.get(params.user_id);
        tenant.revokeRefreshTokensLater({ user_id });
        return reply.code(202).send();
      },
    );

    app.get(
      "/refresh-tokens",
      { onRequest: allow.anyOf("read:refresh_tokens"), schema: { querystring: ListQuery } },
      ({ query }): Management.GetRefreshTokensPaginatedResponseContent => {
        const { user_id } = tenant.users.get(query.user_id);
        const { items, next } = refreshTokens.page({ user_id, client_id: query.client_id }, query.from, query.take);
        return cursorPage("refresh_tokens", { items: items.map((token) => selectFields(token, query)), next });
      },
    );

    app.post(
      "/refresh-tokens/revoke",
      { onRequest: allow.anyOf("delete:refresh_tokens"), schema: { body: TokensToRevoke } },
      ({ body: { ids, user_id, client_id, audience } }, reply) => {
        requireOneCombination({ ids, user_id, client_id, audience });
        const online = ids?.filter((id) => refreshTokens.isOnline(id)) ?? [];
        if (online.length > 0) {
          throw badRequest(`Online refresh tokens end with their session and cannot be revoked: ${online.join(", ")}`);
        }
        deletions.accept(() => ids?.forEach((id) => refreshTokens.revoke(id)));
        if (user_id !== undefined) tenant.revokeRefreshTokensLater({ user_id, client_id, audience });
        return reply.code(202).send();
      },
    );

    app.get(
      "/refresh-tokens/:id",
      { onRequest: allow.anyOf("read:refresh_tokens"), schema: { params: TokenId } },
      ({ params }): Management.GetRefreshTokenResponseContent => refreshTokens.get(params.id),
    );

    app.patch(
      "/refresh-tokens/:id",
      { onRequest: allow.anyOf("update:refresh_tokens"), schema: { params: TokenId, body: TokenChanges } },
      ({ params, body }): Management.UpdateRefreshTokenResponseContent =>
        Object.assign(refreshTokens.get(params.id), body),
    );

    app.delete(
      "/refresh-tokens/:id",
      { onRequest: allow.anyOf("delete:refresh_tokens"), schema: { params: TokenId } },
      ({ params }, reply) => {
        deletions.accept(() => refreshTokens.revoke(params.id));
        return reply.code(202).send();
      },
    );
    done();
  };
}

/** `client_id` narrows `user_id`, and `audience` both. */
function requireOneCombination({ ids, user_id, client_id, audience }: Static<typeof TokensToRevoke>): void {
  const narrowed = user_id !== undefined && (audience === undefined || client_id !== undefined);
  const byIds = ids !== undefined && [user_id, client_id, audience].every((field) => field === undefined);
  if (byIds || (ids === undefined && narrowed)) return;
  throw badRequest("Give either ids, or user_id, to which client_id and then audience may be added", "invalid_body");
}
