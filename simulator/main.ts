#!/usr/bin/env node
import { writeFileSync } from "node:fs";
import { deployActionFile } from "./action-file";
import { HELP, readCommandLine } from "./command-line";
import { startSimulator, type Simulator } from "./simulator";

async function main(): Promise<void> {
  const commandLine = readCommandLine(process.argv.slice(2));
  if (!commandLine) return console.log(HELP);
  const { options, faults, action, stateFile } = commandLine;

  const write = (line: string) => console.log(line);
  const simulator = await startSimulator({ ...options, onActivity: write });
  let stopWatching = () => {};
  const stop = async () => {
    stopWatching();
    // Readable by its owner alone: it holds secrets.
    if (stateFile !== undefined)
      writeFileSync(stateFile, JSON.stringify(await simulator.exportState()), { mode: 0o600 });
    await simulator.close();
  };
  const stopOrFail = () => void stop().catch(fail);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, stopOrFail);
  process.stdout.once("error", stopOrFail); // whoever read it is gone
  try {
    const user = await anyUser(simulator);
    if (action) stopWatching = await deployActionFile(simulator, action, write);
    faults.forEach((fault) => simulator.faults.inject(fault));
    console.log(introduction(simulator, user));
  } catch (error) {
    await simulator.close();
    throw error;
  }
}

/** The id of one that there is, or of Ada, who is made. */
async function anyUser({ management }: Simulator): Promise<string> {
  const [first] = (await management.users.list({ per_page: 1 })).data;
  if (first?.user_id !== undefined) return first.user_id;
  const { user_id = "" } = await management.users.create({
    connection: "Username-Password-Authentication",
    user_id: "ada",
    email: "ada@example.com",
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
Who has no password, such as Ada, signs in with any.

Log a user in:
  curl --cacert ${certificateAuthorityFile} https://${domain}/simulator/logins/sign-in \\
    --json '{"user": "${user}"}'

Ctrl-C stops it. What happens meanwhile:`;
}

function fail(error: unknown): void {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

main().catch(fail);
