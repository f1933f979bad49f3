import { createServer as createHttpServer } from "node:http";
import { createServer, type AddressInfo, type Server } from "node:net";
import type { Browser, Page } from "playwright-core";
import type { SessionPolicyProps } from "../../contract/policy";
import { readPolicy } from "../../contract/policy-reader";
import { startSample, type Sample, type SampleName } from "../../demo/sign-in/sample";
import { ADA, addAda, enforce } from "../../demo/sign-in/tenant";
import { startSimulator, type Simulator } from "../../simulator/simulator";
import { launchBrowser } from "./browser";

jest.setTimeout(120_000); // a browser, a tenant, a sample and the Action's dependency, on a busy machine

const ENDED = "Your session has ended, as it does when you sign in on another device.";
const FULL = "You are signed in on as many devices as allowed. Sign out on one of them and try again";

let browser: Browser;
let simulator: Simulator;
let sample: Sample;
let ada: string;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterEach(async () => {
  await Promise.all(browser.contexts().map((context) => context.close()));
  await sample.stop();
  await simulator.close();
});
afterAll(() => browser.close());

/** A tenant with this policy and a sample of it. */
async function start(name: SampleName, policy: SessionPolicyProps = {}, refreshTokens = false): Promise<void> {
  simulator = await startSimulator();
  ada = await addAda(simulator);
  await enforce(simulator, readPolicy(policy)!.policy);
  sample = await startSample(simulator, { name, refreshTokens, port: await freePort() });
}

async function freePort(): Promise<number> {
  const server = createServer();
  const { port } = await listening(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function listening(server: Server): Promise<AddressInfo> {
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  return server.address() as AddressInfo;
}

/** A browser of its own, at the sample. */
async function openSample(): Promise<Page> {
  const context = await browser.newContext({ ignoreHTTPSErrors: true });
  const page = await context.newPage();
  await page.goto(sample.address);
  return page;
}

/** A button of the one, a link of the other. */
const control = (page: Page, name: string) =>
  page.getByRole("button", { name, exact: true }).or(page.getByRole("link", { name, exact: true }));

async function giveCredentials(page: Page): Promise<void> {
  await page.getByLabel("Email address").fill(ADA.email);
  await page.getByLabel("Password").fill(ADA.password);
  await control(page, "Continue").click();
}

async function signIn(page: Page): Promise<void> {
  await control(page, "Sign in").click();
  await giveCredentials(page);
}

const sees = (page: Page, text: string) => page.getByText(text, { exact: true }).waitFor();
const isSignedIn = (page: Page) => sees(page, "You are signed in as Ada.");

async function signedIn(): Promise<Page> {
  const page = await openSample();
  await signIn(page);
  await isSignedIn(page);
  return page;
}

/** The single-page application asks Auth0 without the user. */
const goOn = (page: Page) => control(page, "Go on working").click();

test("the single-page application signs the first browser out at its next silent authentication, and says why", async () => {
  await start("single-page");
  const first = await signedIn();
  await goOn(first);
  await sees(first, "You are still signed in.");
  const second = await signedIn();
  await goOn(first);
  await sees(first, ENDED);
  await sees(first, "You are not signed in.");
  await goOn(second);
  await sees(second, "You are still signed in.");
});

test("the web application signs the first browser out at once by back-channel logout, and says why", async () => {
  await start("web");
  const first = await signedIn();
  const second = await signedIn();
  await simulator.settled();
  await first.reload();
  await sees(first, ENDED);
  await sees(first, "You are not signed in.");
  await second.reload();
  await isSignedIn(second);
});

test("a logout token that comes late leaves the user's newer session to the web application alone", async () => {
  await start("web");
  const held = await holdLogoutTokens();
  const first = await signedIn();
  const second = await signedIn();
  await simulator.settled();
  await held.deliver();
  await second.reload();
  await isSignedIn(second);
  await first.reload();
  await sees(first, ENDED);
});

/** Keeps logout tokens on their way to the web application. */
async function holdLogoutTokens() {
  const bodies: string[] = [];
  const server = createHttpServer((request, response) => {
    let body = "";
    request.on("data", (part: Buffer) => (body += part.toString()));
    request.on("end", () => {
      bodies.push(body);
      response.writeHead(204).end();
    });
  });
  const { port } = await listening(server);
  await simulator.management.clients.update(sample.clientId, {
    oidc_logout: {
      backchannel_logout_urls: [`http://localhost:${port}/`],
      backchannel_logout_initiators: { mode: "all" },
    },
  });
  const deliver = async () => {
    server.close();
    expect(bodies).toHaveLength(1);
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    const init = { method: "POST", headers, body: bodies[0]! };
    expect((await fetch(`${sample.address}/backchannel-logout`, init)).status).toBe(204);
  };
  return { deliver };
}

const refreshTokens = async () => (await simulator.management.users.refreshToken.list(ada)).data;

describe("with refresh tokens", () => {
  test("that are kept, the first browser goes on", async () => {
    await start("single-page", { refreshTokens: "keep" }, true);
    const first = await signedIn();
    await signedIn();
    await goOn(first);
    await sees(first, "You are still signed in.");
  });

  test.each(["revoke", "revoke-others"] as const)("and %s, the first browser's is dead", async (mode) => {
    await start("single-page", { refreshTokens: mode }, true);
    const first = await signedIn();
    await goOn(first);
    await sees(first, "You are still signed in.");
    const second = await signedIn();
    await simulator.settled();
    await goOn(first);
    await sees(first, ENDED);
    await goOn(second);
    await sees(second, "You are still signed in.");
  });

  test("and revoke-others, that of a browser whose session was over already is dead too", async () => {
    await start("single-page", { refreshTokens: "revoke-others" }, true);
    const first = await signedIn();
    await simulator.management.sessions.delete((await refreshTokens())[0]!.session_id!);
    await goOn(first);
    await sees(first, "You are still signed in.");
    await signedIn();
    await simulator.settled();
    await goOn(first);
    await sees(first, ENDED);
  });

  test.each(["revoke", "revoke-others"] as const)("and %s, the web application's is dead", async (mode) => {
    await start("web", { refreshTokens: mode });
    await signedIn();
    const [before] = await refreshTokens();
    await signedIn();
    await simulator.settled();
    const after = await refreshTokens();
    expect(after).toHaveLength(1);
    expect(after[0]!.id).not.toBe(before!.id);
  });
});

test.each(["single-page", "web"] as const)(
  "where the limit refuses a login, the %s application says why, and begins none by itself",
  async (name) => {
    await start(name, { whenExceeded: "deny-login" });
    const first = await signedIn();
    const second = await openSample();
    const asked: URL[] = [];
    second.on("request", (request) => {
      const url = new URL(request.url());
      if (url.pathname === "/authorize") asked.push(url);
    });
    await signIn(second);
    await sees(second, `Your sign-in was refused: ${FULL}`);
    await second.waitForLoadState("networkidle");
    expect(asked).toHaveLength(1);

    await control(first, "Sign out").click();
    await sees(first, "You are not signed in.");
    await signIn(second);
    await isSignedIn(second);
    expect(asked.map((url) => url.searchParams.get("prompt"))).toEqual([null, "login"]);
  },
);
