import { Type, type FastifyPluginCallbackTypebox, type Static } from "@fastify/type-provider-typebox";
import type { Management } from "auth0";
import { badRequest } from "../errors";
import { properties, type Fields } from "../search/fields";
import { plainMatcherOf } from "../search/plain-search";
import { search } from "../search/search";
import type { LogEvent } from "../tenant/log-events";
import type { Tenant } from "../tenant/tenant";
import { Whole } from "../schema";
import type { Authorization } from "./authorization";
import { FieldsFilter, selectFields } from "./fields";
import { NumberedPage } from "./paging";

const LogId = Type.Object({ id: Type.String() });
const ListQuery = Type.Object({
  ...FieldsFilter,
  ...NumberedPage,
  q: Type.Optional(Type.String({ minLength: 1 })),
  search: Type.Optional(Type.String({ minLength: 1 })),
  sort: Type.Optional(Type.String()),
  from: Type.Optional(Type.String({ pattern: "^\\d+$" })),
  take: Type.Optional(Whole({ minimum: 1, maximum: 100 })),
});

/** Auth0 searches more of them; these are those that the simulator writes. */
const FIELDS: Fields<LogEvent> = {
  ...properties<LogEvent>("text", "log_id", "type", "description", "client_id", "client_name", "connection"),
  ...properties<LogEvent>("text", "strategy", "strategy_type", "ip", "hostname", "user_id", "user_name", "user_agent"),
  ...properties<LogEvent>("text", "audience", "scope"),
  ...properties<LogEvent>("date", "date"),
};

/** As `search` calls them, besides. Source: the specification's example; that these are the fields is an assumption. */
const SEARCH_FIELDS: Fields<LogEvent> = {
  ...FIELDS,
  application: FIELDS.client_name!,
  user: FIELDS.user_name!,
};
const UNNAMED = ["client_name", "connection", "user_name"];

/** Ends before the newest event, so that a list shows it first. */
const NEWEST_FIRST = "log_id:-1";

export function logRoutes(tenant: Tenant, allow: Authorization): FastifyPluginCallbackTypebox {
  const readers = allow.anyOf("read:logs", "read:logs_users");

  return (app, _options, done) => {
    app.get("/logs", { onRequest: readers, schema: { querystring: ListQuery } }, ({ query, host }, reply) => {
      const { from, take = 50 } = query;
      if (from === undefined) return searchLogs(tenant, query);
      requireCheckpointAlone(query);
      const events = tenant.logs.after(from, take);
      const next = events.at(-1)?.log_id ?? from;
      void reply.header("link", `<https://${host}/api/v2/logs?from=${next}&take=${take}>; rel="next"`);
      return events;
    });

    app.get(
      "/logs/:id",
      { onRequest: readers, schema: { params: LogId } },
      ({ params }): Management.GetLogResponseContent => tenant.logs.get(params.id),
    );
    done();
  };
}

/** In `q`, case matters. Source: Auth0, "Log Search Query Syntax". */
function searchLogs({ logs }: Tenant, { search: text, ...query }: Static<typeof ListQuery>) {
  if (query.take !== undefined) throw badRequest("take needs from, the log_id to start after", "invalid_query_string");
  const items = text === undefined ? logs.all() : logs.all().filter(plainMatcherOf(text, SEARCH_FIELDS, UNNAMED));
  const searchable = { items, fields: FIELDS, caseSensitive: true };
  const { found, start, limit, total } = search(searchable, { sort: NEWEST_FIRST, ...query });
  const shown = found.map((event) => selectFields(event, query));
  return query.include_totals ? { start, limit, length: shown.length, total, logs: shown } : shown;
}

/** Auth0 ignores whatever else is given. Pages are ignored here too, because Auth0's SDK for Node always asks for them. */
function requireCheckpointAlone({ q, search, sort, fields, include_fields }: Static<typeof ListQuery>): void {
  const ignored = Object.entries({ q, search, sort, fields, include_fields }).filter(
    ([, value]) => value !== undefined,
  );
  if (ignored.length === 0) return;
  const names = ignored.map(([name]) => name).join(", ");
  throw badRequest(`Auth0 would ignore ${names} beside from; give from and take alone`, "invalid_query_string");
}
