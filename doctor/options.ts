import { parseArgs } from "node:util";

export const USAGE = `usage: auth0-single-session-doctor [--domain DOMAIN] [--name NAME] [--require-deployed] [--json]

Looks at an Auth0 tenant before or after a SingleSessionConstruct is deployed to it, changes nothing, and says what it
found, why that matters and what to do.

  --domain DOMAIN   the tenant's canonical or custom domain, no scheme, no path    (default: AUTH0_DOMAIN)
  --name NAME       the construct's id, which its application and its Action carry (default: SingleSession)
  --require-deployed  take it for a problem that nothing is deployed under that name
  --json            print one JSON document
  --help            print this

Credentials are read from the environment, as the Terraform provider reads them:
  AUTH0_API_TOKEN                         a Management API token, or else
  AUTH0_CLIENT_ID, AUTH0_CLIENT_SECRET    those of a machine-to-machine application
  AUTH0_AUDIENCE                          with a custom domain: https://<the canonical domain>/api/v2/

For ManagementCredentials.existing(), and for a secret that the tenant does not show:
  SINGLE_SESSION_CLIENT_ID                the application that you brought
  SINGLE_SESSION_CLIENT_SECRET            the client secret that the Action was given

Scopes of the Management API:
  read:clients, read:client_grants, read:actions   needed
  read:client_keys                                 to try the application's secret, unless you give it
  read:users, read:sessions                        to try the session endpoints on a user who exists

Exit code: 0 if there are no problems, 1 if there are, 2 if the doctor could not run.
`;

export interface Options {
  readonly domain: string;
  readonly name: string;
  readonly json: boolean;
  /** Whether it is a problem that nothing is deployed. */
  readonly requireDeployed: boolean;
  readonly credentials: { readonly token: string } | { readonly clientId: string; readonly clientSecret: string };
  /** What tokens are asked for. */
  readonly audience: string;
  /** What is known of the Action's application beforehand. */
  readonly application: { readonly clientId?: string; readonly clientSecret?: string };
}

/** Something that the doctor was told, or was not, keeps it from running. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** @throws UsageError */
export function readOptions(args: string[], environment: NodeJS.ProcessEnv): Options | "help" {
  const {
    help,
    json,
    "require-deployed": requireDeployed,
    domain = environment.AUTH0_DOMAIN || "",
    name,
  } = parseArguments(args);
  if (help) return "help";
  return {
    domain: validDomain(domain),
    name,
    json,
    requireDeployed,
    credentials: readCredentials(environment),
    audience: environment.AUTH0_AUDIENCE || `https://${domain}/api/v2/`,
    application: {
      clientId: environment.SINGLE_SESSION_CLIENT_ID || undefined,
      clientSecret: environment.SINGLE_SESSION_CLIENT_SECRET || undefined,
    },
  };
}

function parseArguments(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        domain: { type: "string" },
        name: { type: "string", default: "SingleSession" },
        "require-deployed": { type: "boolean", default: false },
        json: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    }).values;
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

/** A DNS name, with a port where a simulated tenant needs one. */
const HOST = /^[a-z0-9-]+(\.[a-z0-9-]+)*(:\d+)?$/i;

function validDomain(domain: string): string {
  if (domain === "") throw new UsageError("no domain: pass --domain, or set AUTH0_DOMAIN");
  if (HOST.test(domain)) return domain;
  throw new UsageError(
    `domain must be a host name with no scheme and no path, such as "acme.eu.auth0.com", got: "${domain}"`,
  );
}

function readCredentials(environment: NodeJS.ProcessEnv): Options["credentials"] {
  const { AUTH0_API_TOKEN: token, AUTH0_CLIENT_ID: clientId, AUTH0_CLIENT_SECRET: clientSecret } = environment;
  if (token) return { token };
  if (clientId && clientSecret) return { clientId, clientSecret };
  throw new UsageError("no credentials: set AUTH0_API_TOKEN, or AUTH0_CLIENT_ID and AUTH0_CLIENT_SECRET");
}
