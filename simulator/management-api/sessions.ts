import { Type, type FastifyPluginCallbackTypebox } from "@fastify/type-provider-typebox";
import type { Management } from "auth0";
import { Body, Nullable } from "../schema";
import type { Tenant } from "../tenant/tenant";
import type { Authorization } from "./authorization";
import { Cursor, cursorPage } from "./paging";

const SessionId = Type.Object({ id: Type.String({ maxLength: 50 }) });
const UserReference = Type.Object({ user_id: Type.String() });
const ListQuery = Type.Object({ ...Cursor, include_totals: Type.Optional(Type.Boolean()) });

const SessionChanges = Body(
  {
    session_metadata: Type.Optional(
      Nullable(Type.Record(Type.String(), Type.String({ maxLength: 255 }), { maxProperties: 25 })),
    ),
  },
  { minProperties: 1 },
);

const AccessToRevoke = Body({
  session_id: Type.Optional(Type.String({ maxLength: 50 })),
  preserve_refresh_tokens: Type.Boolean({ default: false }),
});

/** Deletions are accepted with 202 and carried out later, as many milliseconds as the simulator was started with. */
export function sessionRoutes(tenant: Tenant, allow: Authorization): FastifyPluginCallbackTypebox {
  const { sessions, deletions } = tenant;
  const revokers = allow.allOf("delete:sessions", "delete:refresh_tokens");

  return (app, _options, done) => {
    app.get(
      "/users/:user_id/sessions",
      { onRequest: allow.anyOf("read:sessions"), schema: { params: UserReference, querystring: ListQuery } },
      ({ params, query }): Management.ListUserSessionsPaginatedResponseContent => {
        const { user_id } = tenant.users.get(params.user_id);
        return cursorPage("sessions", sessions.page(user_id, query.from, query.take));
      },
    );

    app.delete(
      "/users/:user_id/sessions",
      { onRequest: allow.anyOf("delete:sessions"), schema: { params: UserReference } },
      ({ params }, reply) => {
        const { user_id } = tenant.users.get(params.user_id);
        for (const { id } of sessions.of(user_id)) {
          deletions.accept(() => tenant.endSession(id, { preserveRefreshTokens: true }));
        }
        return reply.code(202).send();
      },
    );

    app.get(
      "/sessions/:id",
      { onRequest: allow.anyOf("read:sessions"), schema: { params: SessionId } },
      ({ params }): Management.GetSessionResponseContent => sessions.get(params.id),
    );

    app.patch(
      "/sessions/:id",
      { onRequest: allow.anyOf("update:sessions"), schema: { params: SessionId, body: SessionChanges } },
      ({ params, body }): Management.UpdateSessionResponseContent => Object.assign(sessions.get(params.id), body),
    );

    app.delete(
      "/sessions/:id",
      { onRequest: allow.anyOf("delete:sessions"), schema: { params: SessionId } },
      ({ params }, reply) => {
        // Also where there is no such session: Auth0 documents no 404 for this one.
        deletions.accept(() => tenant.endSession(params.id, { preserveRefreshTokens: true }));
        return reply.code(202).send();
      },
    );

    app.post("/sessions/:id/revoke", { onRequest: revokers, schema: { params: SessionId } }, ({ params }, reply) => {
      const { id } = sessions.get(params.id);
      tenant.revokeRefreshTokensLater({ session_id: id });
      deletions.accept(() => tenant.endSession(id, { preserveRefreshTokens: true }));
      return reply.code(202).send();
    });

    app.post(
      "/users/:user_id/revoke-access",
      { onRequest: revokers, schema: { params: UserReference, body: AccessToRevoke } },
      ({ params, body: { session_id, preserve_refresh_tokens } }, reply) => {
        const ofUser = sessions.of(params.user_id).map(({ id }) => id);
        const ended = session_id === undefined ? ofUser : ofUser.filter((id) => id === session_id);
        for (const id of ended) {
          if (!preserve_refresh_tokens) tenant.revokeRefreshTokensLater({ session_id: id });
          deletions.accept(() => tenant.endSession(id, { preserveRefreshTokens: true }));
        }
        if (session_id === undefined && !preserve_refresh_tokens) {
          tenant.revokeRefreshTokensLater({ user_id: params.user_id });
        }
        return reply.code(202).send();
      },
    );
    done();
  };
}
