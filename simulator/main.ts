#!/usr/bin/env node
import { parseArgs } from "node:util";
import { deployActionFile } from "./action-file";
import { startSimulator, type RateLimit, type Simulator } from "./simulator";

const HELP = `Usage: auth0-tenant-simulator [options]

  --port PORT                    where it listens (default 8443), and its page at the next one; 0 for any free ones
  --identity FOLDER              keeps credentials and certificate authority there, the same at the next start
  --latency MILLISECONDS         how late each answer comes (default 0)
  --rate-limit BURST/PER-SECOND  how many calls the Management API takes, such as 50/16 (default all)
  --action FILE                  binds the file's Action to post-login, and deploys it anew whenever it is saved
  --secret NAME=VALUE            a secret of that Action; as often as there are secrets
  --dependency NAME@VERSION      a dependency of that Action; as often as there are dependencies
  --help                         prints this`;

const EMAIL = "ada@example.com";

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: "string", default: "8443" },
      identity: { type: "string" },
      latency: { type: "string", default: "0" },
      "rate-limit": { type: "string" },
      action: { type: "string" },
      secret: { type: "string", multiple: true, default: [] },
      dependency: { type: "string", multiple: true, default: [] },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return console.log(HELP);
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new Error(`--port ${values.port} is no port; give a number from 0 (any free one) to 65535`);
  }
  const secrets = values.secret.map((text) => pair("--secret", text, "=")).map(([name, value]) => ({ name, value }));
  const dependencies = values.dependency
    .map((text) => pair("--dependency", text, "@"))
    .map(([name, version]) => ({ name, version }));

  const write = (line: string) => console.log(line);
  const simulator = await startSimulator({
    port,
    pagePort: pagePortBeside(port),
    latency: millisecondsIn(values.latency),
    rateLimit: rateLimitIn(values["rate-limit"]),
    identityFolder: values.identity,
    onActivity: write,
  });
  let stopWatching = () => {};
  const stop = () => {
    stopWatching();
    void simulator.close();
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, stop);
  process.stdout.once("error", stop); // whoever read it is gone
  try {
    const user = await seedUser(simulator);
    if (values.action !== undefined) {
      stopWatching = await deployActionFile(simulator, { file: values.action, secrets, dependencies }, write);
    }
    console.log(introduction(simulator, user));
  } catch (error) {
    await simulator.close();
    throw error;
  }
}

function pagePortBeside(port: number): number {
  return port === 0 || port === 65535 ? 0 : port + 1;
}

function millisecondsIn(text: string): number {
  if (!/^\d+$/.test(text)) throw new Error(`--latency ${text} is no whole number of milliseconds`);
  return Number(text);
}

function rateLimitIn(text: string | undefined): RateLimit | undefined {
  if (text === undefined) return undefined;
  const [, burst, perSecond] = /^(\d+)\/(\d+)$/.exec(text) ?? [];
  if (perSecond === undefined)
    throw new Error(`--rate-limit ${text} is not such as 50/16: calls at once, and a second`);
  return { burst: Number(burst), perSecond: Number(perSecond) };
}

/** Text around the last separator, which may also be what a name begins with: `@scope/name@1.0.0`. */
function pair(option: string, text: string, separator: string): [string, string] {
  const at = separator === "=" ? text.indexOf(separator) : text.lastIndexOf(separator);
  if (at < 1) throw new Error(`${option} ${text} has no "${separator}" between a name and a value`);
  return [text.slice(0, at), text.slice(at + 1)];
}

async function seedUser({ management }: Simulator): Promise<string> {
  const { user_id = "" } = await management.users.create({
    connection: "Username-Password-Authentication",
    user_id: "ada",
    email: EMAIL,
    name: "Ada",
  });
  return user_id;
}

function introduction(simulator: Simulator, user: string): string {
  const { domain, customDomain, page, certificateAuthorityFile, environment } = simulator;
  const { TF_CLI_CONFIG_FILE: config } = process.env;
  const all = { ...environment, ...(config && { TF_CLI_CONFIG_FILE: config }) };
  const exports = Object.entries(all).map(([name, value]) => `  export ${name}=${value}`);
  return `A simulated Auth0 tenant is at https://${domain} (custom domain: https://${customDomain})
Look at it, sign in and end sessions, move its clock, break endpoints: ${page}

Terraform and the Auth0 provider:
${exports.join("\n")}

The auth0 SDK, besides:
  export NODE_EXTRA_CA_CERTS=${certificateAuthorityFile}
  new ManagementClient({ domain: process.env.AUTH0_DOMAIN, clientId: process.env.AUTH0_CLIENT_ID, clientSecret: process.env.AUTH0_CLIENT_SECRET })

A browser: import ${certificateAuthorityFile} as a certificate authority. Applications find what they need at
  https://${domain}/.well-known/openid-configuration
${EMAIL} signs in with any password.

Log a user in:
  curl --cacert ${certificateAuthorityFile} https://${domain}/simulator/logins/sign-in \\
    --json '{"user": "${user}"}'

Ctrl-C stops it. What happens meanwhile:`;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
