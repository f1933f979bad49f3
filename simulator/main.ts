import { parseArgs } from "node:util";
import { preparedCliConfig } from "../terraform/toolchain";
import { startSimulator } from "./simulator";

const NO_PROVIDER = `
Where no registry answers, run "npm run demo" once: it builds the provider, and this message then names it.
`;

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { port: { type: "string", default: "8443" } } });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new Error(`--port ${values.port} is no port; give a number from 0 (any free one) to 65535`);
  }
  const simulator = await startSimulator({ port });
  const config = preparedCliConfig();
  const environment = { ...simulator.environment, ...(config && { TF_CLI_CONFIG_FILE: config }) };
  const exports = Object.entries(environment).map(([name, value]) => `  export ${name}=${value}`);
  console.log(`A simulated Auth0 tenant is at https://${simulator.domain} (custom domain: https://${simulator.customDomain})

Terraform and the Auth0 provider (where no registry answers, \`npx cdktf diff\` and \`npx cdktf deploy\` also need --skip-provider-lock):
${exports.join("\n")}
${config ? "" : NO_PROVIDER}
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
