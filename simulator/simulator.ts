import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createSecureContext } from "node:tls";
import { ManagementClient } from "auth0";
import { Agent, fetch } from "undici";
import { Activity } from "./activity";
import { PostLoginTrigger } from "./actions/post-login";
import { CERTIFICATE_FILE, issueLoopbackCertificate } from "./certificate-authority";
import { Faults } from "./faults/faults";
import { keptIdentity, newIdentity } from "./kept-identity";
import { domainsAt, listen, portOf } from "./listening";
import { LoginClient } from "./login-client";
import { LoginPipeline } from "./logins/login-pipeline";
import { Logins } from "./logins/logins";
import { AccessTokens } from "./oauth/access-tokens";
import { BackChannelLogout } from "./openid-connect/back-channel-logout";
import { BrowserLogins } from "./openid-connect/browser-logins";
import { CompletedLogins } from "./openid-connect/completed-logins";
import { MfaTokens } from "./openid-connect/mfa-tokens";
import { Providers } from "./openid-connect/providers";
import type { SimulatorOptions } from "./options";
import { createPageServer } from "./page/server";
import { RequestJournal, type ServedRequest } from "./request-journal";
import { createServer } from "./server";
import { Population, type Seed } from "./tenant/population";
import { pinnedCredentials, plant } from "./seed-file/plant";
import { readSeed } from "./seed-file/read";
import { signingKeyIn } from "./seed-file/signing-key";
import { exportState, importState, requireState, type SimulatorState } from "./state/state";
import { seedApplications, seedManagementApi } from "./tenant/seed";
import { newSigningKeys } from "./tenant/signing-certificate";
import { Tenant } from "./tenant/tenant";
import type { RateLimit } from "./tenant/token-bucket";
import { RATE_LIMITS, Traffic } from "./traffic";
import { trust } from "./trusted-authorities";

export { RATE_LIMITS };
export type { RateLimit };
export type { Seed };
export type { ServedRequest };
export type { SimulatorState };
export type { TenantSeed } from "./seed-file/schema";
export type { SimulatorOptions };
export type { LoginClient };
export type { Fault } from "./faults/fault";
export type { FaultyRoute, InjectedFault } from "./faults/faults";
export type { LoginOptions, LoginOutcome, SessionReference, SignIn } from "./logins/login";

/** A tenant on this machine. */
export interface Simulator {
  /** The canonical domain, `localhost:<port>`. */
  domain: string;
  /** A custom domain of the same tenant, `127.0.0.1:<port>`; a token is valid only on the domain it was got at. */
  customDomain: string;
  /** Address of the page that shows what happens, where there is one. */
  page?: string;
  /** Path of a PEM file; gone after `close` unless it is kept. */
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
  faults: Pick<Faults, "inject" | "list" | "clear">;
  /** How late the tenant answers, and how many calls its Management API takes. */
  traffic: Pick<Traffic, "delayAnswers" | "limitRate">;
  /** Makes users who are logged in, by the thousand: without requests, without Actions. Returns their ids. */
  seed(seed: Seed): string[];
  /** The requests answered so far, oldest first; of more than 100,000 the latest. */
  requests(): ServedRequest[];
  /** Moves the tenant's time forward: sessions and refresh tokens grow old, and Actions see it too. */
  passTime: (milliseconds: number) => void;
  /** Carries out every accepted deletion now, and waits for the builds of Actions and the logout tokens that are under way. */
  settled(): Promise<void>;
  /**
   * Everything that the tenant holds, its time and its signing key included, as JSON. What `settled` waits for is done
   * first. It holds secrets: those of applications and Actions, and refresh tokens.
   */
  exportState(): Promise<SimulatorState>;
  /** Ends everything that it started, and what is under way; a second time does nothing. */
  close(): Promise<void>;
}

/** For a request of `management` and its answer, in milliseconds. */
const REQUEST_TIMEOUT = 60_000;

/**
 * Starts a tenant with one machine-to-machine application, one application for users and no user.
 *
 * @throws Error if the port is taken, if a latency, a rate limit, a state or a seed cannot be, and where there is no
 * Node 22 to run Actions on
 */
export async function startSimulator({
  port = 0,
  deletionDelay = 0,
  sessionList,
  latency = 0,
  rateLimit,
  identityFolder,
  state,
  seed: givenSeed,
  clock,
  host,
  trusted = false,
  pagePort,
  onActivity = () => {},
}: SimulatorOptions = {}): Promise<Simulator> {
  const startState = state === undefined ? undefined : requireState(state);
  if (startState && givenSeed !== undefined)
    throw new Error("give a state or a seed, not both: a state has everything");
  const seed = readSeed(givenSeed ?? {});
  const signingKey =
    startState?.signingKey ?? (seed.signing_key === undefined ? undefined : signingKeyIn(seed.signing_key));
  const tenant = new Tenant(deletionDelay, sessionList);
  const traffic = new Traffic(tenant.clock);
  traffic.delayAnswers(latency);
  traffic.limitRate(rateLimit);

  const { authority, ...credentials } = await (identityFolder === undefined
    ? newIdentity()
    : keptIdentity(identityFolder));
  const identity = await issueLoopbackCertificate(authority, host);
  const temporaryFolder = await mkdtemp(path.join(tmpdir(), "auth0-simulator-"));
  const certificateAuthorityFile = path.resolve(identityFolder ?? temporaryFolder, CERTIFICATE_FILE);
  if (identityFolder === undefined) await writeFile(certificateAuthorityFile, identity.certificateAuthority);

  tenant.clients.signingKeys = await newSigningKeys(tenant.name);
  const accessTokens = await (signingKey ? AccessTokens.withKey(signingKey) : AccessTokens.withNewKey());
  const trigger = new PostLoginTrigger({ certificateAuthorityFile, ahead: () => tenant.clock.ahead });
  const pipeline = new LoginPipeline(tenant, trigger);
  const logins = new Logins(tenant, pipeline);
  const population = new Population(tenant);
  const activity = new Activity(tenant.clock, onActivity);
  const completed = new CompletedLogins();
  const browserLogins = new BrowserLogins(tenant, pipeline, completed, activity);
  const mfaTokens = new MfaTokens(tenant.clock);
  const providers = new Providers({ tenant, accessTokens, logins, browserLogins, completed, mfaTokens, activity });
  const backChannelLogout = new BackChannelLogout({
    tenant,
    providers,
    completed,
    activity,
    certificateAuthority: identity.certificateAuthority,
  });
  tenant.sessionEnds.onEach((session, initiator) => backChannelLogout.notify(session, initiator));
  const journal = new RequestJournal((served) => activity.call(served));
  const faults = new Faults();
  const server = createServer({
    identity,
    tenant,
    accessTokens,
    providers,
    mfaTokens,
    logins,
    population,
    activity,
    journal,
    faults,
    traffic,
  });
  const pageServer =
    pagePort === undefined ? undefined : createPageServer({ tenant, activity, logins, faults, traffic });

  try {
    await listen(server, { port, host });
    if (pageServer) await listen(pageServer, { port: pagePort });
    const domains = domainsAt(portOf(server), host);
    if (startState) await importState(tenant, startState, domains);
    if (clock) tenant.clock.set(clock.getTime());
    if (!startState) seedApplications(tenant, { ...credentials, ...pinnedCredentials(seed) });
    tenant.domains = domains;
    if (!startState) seedManagementApi(tenant);
    plant(tenant, seed);
  } catch (error) {
    await Promise.all([server.close(), pageServer?.close(), trigger.close()]);
    await rm(temporaryFolder, { recursive: true });
    throw error;
  }
  const domain = tenant.domains.canonical;
  const { client_id: clientId, client_secret: clientSecret } = tenant.clients.get(tenant.applications.terraform);
  const dispatcher = new Agent({
    connect: { secureContext: createSecureContext({ ca: identity.certificateAuthority }) },
  });
  const trustingFetch = ((input: string, init: object) =>
    fetch(input, { ...init, dispatcher, signal: AbortSignal.timeout(REQUEST_TIMEOUT) })) as typeof globalThis.fetch;
  const browser = new LoginClient({ domain, certificateAuthority: identity.certificateAuthority });

  const distrust = trusted ? trust(identity.certificateAuthority) : () => {};
  let closed: Promise<void> | undefined;

  return {
    domain,
    customDomain: tenant.domains.custom,
    ...(pageServer && { page: `http://localhost:${portOf(pageServer)}` }),
    certificateAuthorityFile,
    applicationClientId: tenant.applications.application,
    environment: {
      AUTH0_DOMAIN: domain,
      AUTH0_CLIENT_ID: clientId,
      AUTH0_CLIENT_SECRET: clientSecret,
      SSL_CERT_FILE: certificateAuthorityFile,
    },
    management: new ManagementClient({
      domain,
      clientId,
      clientSecret,
      fetch: trustingFetch,
      // The SDK leaves the timer of a failed request running, which keeps the process from ending.
      timeoutInSeconds: 0,
    }),
    browser,
    faults,
    traffic,
    seed: (seed) => population.grow(seed),
    requests: () => journal.requests(),
    passTime: (milliseconds) => tenant.passTime(milliseconds),
    exportState: () => exportState(tenant, accessTokens),
    settled: () => tenant.settle(),
    close: () => (closed ??= close()),
  };

  /**
   * All at once: a request that the server never answers would keep those open who wait for it, and a connection that an
   * Action has only just opened would keep the server open.
   */
  async function close(): Promise<void> {
    distrust();
    await Promise.all([
      server.close(),
      pageServer?.close(),
      browser.close(),
      dispatcher.close(),
      trigger.close(),
      backChannelLogout.close(),
    ]);
    await rm(temporaryFolder, { recursive: true });
  }
}
