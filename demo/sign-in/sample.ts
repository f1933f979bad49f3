import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";
import { issueLoopbackCertificate } from "../../simulator/certificate-authority";
import type { Simulator } from "../../simulator/simulator";

const PROJECT = path.join(__dirname, "..", "..");

export const SAMPLES = ["single-page", "web"] as const;

export type SampleName = (typeof SAMPLES)[number];

export interface Sample {
  /** The address to open in a browser. */
  address: string;
  clientId: string;
  stop(): Promise<void>;
}

export interface SampleOptions {
  name: SampleName;
  port: number;
  /** Whether the single-page application gets new tokens with refresh tokens instead of through the session. */
  refreshTokens: boolean;
}

/**
 * Registers the sample as an application of the tenant, and starts it in a process of its own that trusts the tenant.
 *
 * @throws Error if the sample does not start
 */
export async function startSample(simulator: Simulator, options: SampleOptions): Promise<Sample> {
  const { name, port, refreshTokens } = options;
  const address = `${name === "single-page" ? "https" : "http"}://localhost:${port}`;
  const { certificate, privateKey } = await issueLoopbackCertificate();
  const { client_id: clientId = "", client_secret = "" } = await register(simulator, name, address);
  const program = path.join(PROJECT, "examples", "sign-in", name, "server.ts");
  const server = spawn(process.execPath, ["--import", "tsx", program], {
    cwd: PROJECT,
    stdio: ["ignore", "pipe", "inherit"],
    env: {
      ...process.env,
      AUTH0_DOMAIN: simulator.domain,
      AUTH0_CLIENT_ID: clientId,
      AUTH0_CLIENT_SECRET: client_secret,
      NODE_EXTRA_CA_CERTS: simulator.certificateAuthorityFile,
      CERTIFICATE: certificate,
      PRIVATE_KEY: privateKey,
      REFRESH_TOKENS: String(refreshTokens),
      PORT: String(port),
    },
  });
  const exited = once(server, "exit");
  const line = await Promise.race([once(createInterface(server.stdout), "line"), exited.then(() => undefined)]);
  if (line === undefined) throw new Error(`the sample ${name} did not start on port ${port}; see its output above`);
  return {
    address,
    clientId,
    stop: async () => {
      server.kill();
      await exited;
    },
  };
}

function register({ management }: Simulator, name: SampleName, address: string) {
  const common = { name, grant_types: ["authorization_code", "refresh_token"], allowed_logout_urls: [address] };
  if (name === "single-page") {
    return management.clients.create({
      ...common,
      app_type: "spa",
      callbacks: [address],
      web_origins: [address],
      // Auth0's library drops a refresh token that an exchange does not replace with a new one.
      refresh_token: { rotation_type: "rotating", expiration_type: "expiring" },
    });
  }
  return management.clients.create({
    ...common,
    app_type: "regular_web",
    token_endpoint_auth_method: "client_secret_basic",
    callbacks: [`${address}/callback`],
    oidc_logout: {
      backchannel_logout_urls: [`${address}/backchannel-logout`],
      backchannel_logout_initiators: { mode: "custom", selected_initiators: ["rp-logout", "session-revoked"] },
    },
  });
}
