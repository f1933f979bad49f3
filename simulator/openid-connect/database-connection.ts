import { errors } from "./oidc-provider";
import type { Tenant } from "../tenant/tenant";

/**
 * Who logs in here does so with a password: a connection that is asked for has to be a database of the tenant.
 *
 * @param parameter the one that asks for it
 * @throws InvalidRequest for a connection that is none
 */
export function requireDatabase({ connections }: Tenant, parameter: string, name: string | undefined): void {
  if (name === undefined || connections.isDatabase(name)) return;
  const databases = connections.all().filter((connection) => connections.isDatabase(connection.name));
  const known = databases.map((connection) => connection.name).join(", ");
  throw new errors.InvalidRequest(`${parameter} is ${name}: the databases of the tenant are ${known}`);
}
