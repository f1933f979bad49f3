import Fastify, { type RouteOptions } from "fastify";
import { Authorization } from "../../../simulator/management-api/authorization";
import { managementApiRoutes } from "../../../simulator/management-api/routes";
import { AccessTokens } from "../../../simulator/oauth/access-tokens";
import { Tenant } from "../../../simulator/tenant/tenant";
import type { Schema } from "./specification";

export interface ServedOperation {
  /** Such as `GET /clients/{id}`. */
  operation: string;
  /** The names that it takes in a query. */
  query: string[];
  /** The names that it takes in a body, if it takes an object. */
  body?: string[];
  /** What a body has to fit. */
  bodySchema?: Schema;
}

/** What the simulator's Management API has a route for. */
export async function servedOperations(): Promise<ServedOperation[]> {
  const served: ServedOperation[] = [];
  const tenant = new Tenant(0);
  const app = Fastify();
  app.decorateRequest("caller");
  app.addHook("onRoute", (route) => {
    if (route.method !== "HEAD") served.push(describe(route));
  });
  await app.register(managementApiRoutes(tenant, new Authorization(tenant, await AccessTokens.withNewKey())));
  return served;
}

function describe({ method, url, schema }: RouteOptions): ServedOperation {
  const bodySchema = schema?.body as Schema | undefined;
  return {
    operation: `${String(method)} ${url.replaceAll(/:(\w+)/g, "{$1}")}`,
    query: Object.keys((schema?.querystring as Schema | undefined)?.properties ?? {}),
    ...(bodySchema && { bodySchema }),
    ...(bodySchema?.properties && { body: Object.keys(bodySchema.properties) }),
  };
}
