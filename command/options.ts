import { Option, type Command } from "commander";

/** The tenant that a command works on, and the credentials for it. */
export interface TenantOptions {
  /** The canonical or a custom domain, without a scheme or a path. */
  readonly domain: string;
  readonly credentials: { readonly token: string } | { readonly clientId: string; readonly clientSecret: string };
  /** The identifier of the API that tokens are requested for. */
  readonly audience: string;
}

/** The command cannot run because of what it was told or was not told. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** Adds the options that all commands which ask a tenant have in common. */
export function addTenantOptions(command: Command): Command {
  return command
    .addOption(
      new Option("--domain <domain>", "the tenant's canonical or custom domain, without a scheme or a path").env(
        "AUTH0_DOMAIN",
      ),
    )
    .addOption(
      new Option("--name <name>", "the construct's id, which is the name of its application and its Action").default(
        "SingleSession",
      ),
    )
    .option("--json", "print one JSON document", false);
}

export const CREDENTIALS_HELP = `
Credentials come from the same environment variables that the Terraform provider reads:
  AUTH0_API_TOKEN                         a Management API token, or else
  AUTH0_CLIENT_ID, AUTH0_CLIENT_SECRET    those of a machine-to-machine application
  AUTH0_AUDIENCE                          with a custom domain: https://<the canonical domain>/api/v2/
`;

/** @throws UsageError */
export function readTenantOptions(domain: string | undefined, environment: NodeJS.ProcessEnv): TenantOptions {
  const host = validDomain(domain ?? "");
  return {
    domain: host,
    credentials: readCredentials(environment),
    audience: environment.AUTH0_AUDIENCE || `https://${host}/api/v2/`,
  };
}

/** A DNS name, with a port for a simulated tenant that needs one. */
const HOST = /^[a-z0-9-]+(\.[a-z0-9-]+)*(:\d+)?$/i;

function validDomain(domain: string): string {
  if (domain === "") throw new UsageError("no domain: pass --domain, or set AUTH0_DOMAIN");
  if (HOST.test(domain)) return domain;
  throw new UsageError(
    `domain must be a host name without a scheme or a path, such as "acme.eu.auth0.com", got: "${domain}"`,
  );
}

function readCredentials(environment: NodeJS.ProcessEnv): TenantOptions["credentials"] {
  const { AUTH0_API_TOKEN: token, AUTH0_CLIENT_ID: clientId, AUTH0_CLIENT_SECRET: clientSecret } = environment;
  if (token) return { token };
  if (clientId && clientSecret) return { clientId, clientSecret };
  throw new UsageError("no credentials: set AUTH0_API_TOKEN, or AUTH0_CLIENT_ID and AUTH0_CLIENT_SECRET");
}
