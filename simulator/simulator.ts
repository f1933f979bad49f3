import { mkdtemp, rm, writeFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ManagementClient } from "auth0";
import { Agent, fetch } from "undici";
import { PostLoginTrigger } from "./actions/post-login";
import { issueLoopbackCertificate } from "./certificate-authority";
import { Faults } from "./faults/faults";
import { LoginClient } from "./login-client";
import { Logins } from "./logins/logins";
import { AccessTokens } from "./oauth/access-tokens";
import { RequestJournal, type ServedRequest } from "./request-journal";
import { createServer } from "./server";
import { seedApplications, seedManagementApi } from "./tenant/seed";
import { newSigningKeys } from "./tenant/signing-certificate";
import { Tenant } from "./tenant/tenant";

export type { ServedRequest };
export type { LoginClient };
export type { Fault } from "./faults/fault";
export type { FaultyRoute, InjectedFault } from "./faults/faults";
export type { LoginOptions, LoginOutcome, SessionReference, SignIn } from "./logins/login";

export interface SimulatorOptions {
  /** @default a free port */
  port?: number;
  /**
   * Milliseconds until a deletion of sessions or refresh tokens that was accepted with 202 takes effect; with `Infinity`
   * it waits for `settled()`.
   * @default 0
   */
  deletionDelay?: number;
}

/** A tenant on this machine. */
export interface Simulator {
  /** The canonical domain, `localhost:<port>`. */
  domain: string;
  /** A custom domain of the same tenant, `127.0.0.1:<port>`; a token is valid only on the domain it was got at. */
  customDomain: string;
  /** Path of a PEM file; gone after `close`. */
  certificateAuthorityFile: string;
  /** The seeded first-party application, which users log in to unless told otherwise. */
  applicationClientId: string;
  /** What Terraform and the Auth0 provider read: AUTH0_DOMAIN, AUTH0_CLIENT_ID, AUTH0_CLIENT_SECRET, SSL_CERT_FILE. */
  environment: Record<string, string>;
  /** The real SDK, authorized as the application that Terraform uses. */
  management: ManagementClient;
  /** Logs users in. */
  browser: LoginClient;
  /** Makes requests to the tenant go wrong. */
  faults: Pick<Faults, "inject" | "clear">;
  /** Every request answered so far, oldest first. */
  requests(): ServedRequest[];
  /** Moves the tenant's time forward: sessions and refresh tokens grow old, and Actions see it too. */
  passTime: (milliseconds: number) => void;
  /** Carries out every accepted deletion now, and waits for the builds of Actions that are under way. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Starts a tenant with one machine-to-machine application, one application for users and no user.
 * @throws Error when the port is taken, and where there is no Node 22 to run Actions on
 */
export async function startSimulator({ port = 0, deletionDelay = 0 }: SimulatorOptions = {}): Promise<Simulator> {
  const identity = await issueLoopbackCertificate();
  const folder = await mkdtemp(join(tmpdir(), "auth0-simulator-"));
  const certificateAuthorityFile = join(folder, "certificate-authority.pem");
  await writeFile(certificateAuthorityFile, identity.certificateAuthority);

  const tenant = new Tenant(deletionDelay);
  tenant.clients.signingKeys = await newSigningKeys(tenant.name);
  const { terraform, application } = seedApplications(tenant);
  const accessTokens = await AccessTokens.withNewKey();
  const trigger = new PostLoginTrigger({ certificateAuthorityFile, ahead: () => tenant.clock.ahead });
  const logins = new Logins(tenant, trigger, application);
  const journal = new RequestJournal();
  const faults = new Faults();
  const server = createServer({ identity, tenant, accessTokens, logins, journal, faults });

  try {
    await server.listen({ host: "localhost", port });
  } catch (error) {
    await trigger.close();
    await rm(folder, { recursive: true });
    throw new Error(`cannot listen on port ${port}; stop what does, or choose another one`, { cause: error });
  }
  const { port: servedAt } = server.server.address() as AddressInfo;
  tenant.domains = { canonical: `localhost:${servedAt}`, custom: `127.0.0.1:${servedAt}` };
  seedManagementApi(tenant, terraform);

  const domain = tenant.domains.canonical;
  const { client_id: clientId, client_secret: clientSecret } = terraform;
  const dispatcher = new Agent({ connect: { ca: identity.certificateAuthority } });
  const trustingFetch = ((input: string, init: object) =>
    fetch(input, { ...init, dispatcher })) as typeof globalThis.fetch;
  const browser = new LoginClient({ domain, certificateAuthority: identity.certificateAuthority });

  return {
    domain,
    customDomain: tenant.domains.custom,
    certificateAuthorityFile,
    applicationClientId: application.client_id,
    environment: {
      AUTH0_DOMAIN: domain,
      AUTH0_CLIENT_ID: clientId,
      AUTH0_CLIENT_SECRET: clientSecret,
      SSL_CERT_FILE: certificateAuthorityFile,
    },
    management: new ManagementClient({ domain, clientId, clientSecret, fetch: trustingFetch }),
    browser,
    faults,
    requests: () => journal.requests(),
    passTime: (milliseconds) => tenant.passTime(milliseconds),
    settled: () => tenant.settle(),
    async close() {
      await Promise.all([browser.close(), dispatcher.close()]);
      await server.close();
      await trigger.close();
      await rm(folder, { recursive: true });
    },
  };
}
