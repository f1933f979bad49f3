import { parseArgs } from "node:util";
import { startSimulator } from "./simulator";

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { port: { type: "string", default: "8443" } } });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new Error(`--port ${values.port} is no port; give a number from 0 (any free one) to 65535`);
  }
  const simulator = await startSimulator({ port });
  const exports = Object.entries(simulator.environment).map(([name, value]) => `  export ${name}=${value}`);
  console.log(`A simulated Auth0 tenant is at https://${simulator.domain} (custom domain: https://${simulator.customDomain})

Terraform and the Auth0 provider:
${exports.join("\n")}

The auth0 SDK, besides:
  export NODE_EXTRA_CA_CERTS=${simulator.certificateAuthorityFile}
  new ManagementClient({ domain: process.env.AUTH0_DOMAIN, clientId: process.env.AUTH0_CLIENT_ID, clientSecret: process.env.AUTH0_CLIENT_SECRET })

A browser: import ${simulator.certificateAuthorityFile} as a certificate authority.

Log a user in:
  curl --cacert ${simulator.certificateAuthorityFile} https://${simulator.domain}/simulator/logins/sign-in \\
    --json '{"user": "auth0|..."}'

Ctrl-C stops it.`);

  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => void simulator.close());
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
