import { Type, type FastifyPluginCallbackTypebox } from "@fastify/type-provider-typebox";
import type { Management } from "auth0";
import type { Tenant } from "../tenant/tenant";
import type { Authorization } from "./authorization";

/** Milliseconds within which a user must have logged in to be active. */
const ACTIVE_FOR = 30 * 24 * 60 * 60 * 1000;

const Day = Type.Optional(Type.String({ pattern: "^\\d{8}$" }));
const Range = Type.Object({ from: Day, to: Day });

export function statisticsRoutes(tenant: Tenant, allow: Authorization): FastifyPluginCallbackTypebox {
  const readers = allow.anyOf("read:stats");

  return (app, _options, done) => {
    app.get(
      "/stats/daily",
      { onRequest: readers, schema: { querystring: Range } },
      ({ query: { from = "00000101", to = "99991231" } }): Management.DailyStats[] =>
        tenant.statistics.between(withDashes(from), withDashes(to)).map((day) => ({ ...day })),
    );

    app.get("/stats/active-users", { onRequest: readers }, (_request, reply) => {
      const since = new Date(tenant.clock.milliseconds - ACTIVE_FOR).toISOString();
      const active = tenant.users.all().filter(({ last_login = "" }) => last_login >= since);
      return reply.type("application/json").send(String(active.length));
    });
    done();
  };
}

/** 20261125 is 2026-11-25. */
function withDashes(day: string): string {
  return `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`;
}
