import { Fn, Token } from "cdktf";
import type { DataAuth0Tenant } from "./providers/auth0/data-auth0-tenant";

/** A DNS name, with a port where a simulated tenant needs one. */
const HOST = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*(:\d+)?$/i;

/** That of a DNS name, and of a port. */
const MAXIMUM_LENGTH = 253 + ":65535".length;

/**
 * What is wrong with a tenant's canonical or custom domain, with the value given and what to write instead. A token is not
 * judged: its value is not known yet.
 */
export function validateDomain(domain: string): string[] {
  if (Token.isUnresolved(domain) || (HOST.test(domain) && domain.length <= MAXIMUM_LENGTH)) return [];
  const host = domain
    .trim()
    .replace(/^[a-z]*:?\/+/i, "")
    .replace(/[/?#].*$/, "")
    .replace(/\.+$/, "");
  const fix =
    HOST.test(host) && host !== domain
      ? `write "${host}"`
      : `write one like "acme.eu.auth0.com", or leave it out to use the provider's own tenant`;
  return [`domain must be a host name with no scheme, path or trailing dot, got: "${domain}"; ${fix}`];
}

/**
 * The domain that the provider itself is configured with, and its port if it has one, which the data source's own `domain`
 * attribute leaves out.
 */
export function domainOf(tenant: DataAuth0Tenant): string {
  return Fn.trimsuffix(Fn.trimprefix(tenant.managementApiIdentifier, "https://"), "/api/v2/");
}
