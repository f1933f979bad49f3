import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import type { Simulator, SimulatorOptions } from "../../simulator/simulator";
import { accessibilityViolations } from "./accessibility";
import { launchBrowser } from "./browser";
import { addUser, deployAction, deploySingleSession, startTenantWithPage } from "./tenant-with-page";

jest.setTimeout(90_000); // a browser, a tenant and the Action's dependency, on a busy machine

let browser: Browser;
let simulator: Simulator;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterEach(() => simulator.close());
afterAll(() => browser.close());

async function openPage(options: BrowserContextOptions = {}, tenant: SimulatorOptions = {}): Promise<Page> {
  const started = await startTenantWithPage(tenant);
  simulator = started;
  const context = await browser.newContext({ reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  await page.goto(started.page);
  return page;
}

const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const section = (page: Page, name: string) => page.getByRole("region", { name, exact: true });
const message = (page: Page, text: string | RegExp) => page.locator("#messages").getByText(text).waitFor();

async function signIn(page: Page, device: string): Promise<void> {
  await page.getByLabel("Device").fill(device);
  await button(page, "Sign in Ada").click();
  await message(page, `Ada signed in on ${device}.`);
}

test("sessions appear and vanish while one looks on, and each login tells what its Action decided and wrote", async () => {
  const page = await openPage({ viewport: { width: 1000, height: 900 } }, { rateLimit: { burst: 50, perSecond: 16 } });
  await page.evaluate("window.loadedOnce = true");
  await deploySingleSession(simulator);

  await signIn(page, "Phone");
  await section(page, "Users").getByText("1 session").waitFor();
  await button(page, "End Ada's session on Phone").waitFor();
  await button(page, "Revoke Ada's refresh token on Phone").waitFor();

  await signIn(page, "Laptop");
  await button(page, "End Ada's session on Laptop").waitFor();
  await button(page, "End Ada's session on Phone").waitFor({ state: "detached" });
  const latest = page.getByRole("log", { name: "Logins" }).getByRole("listitem").first();
  await latest.getByText(/sign-in of Ada: signed in/).waitFor();
  await latest.getByText("SingleSession").waitFor();
  await latest.getByText(/"event":"session-revoked".*"ended":1/).waitFor();
  const calls = section(page, "Management API");
  await calls
    .getByRole("listitem")
    .filter({ hasText: /DELETE \/api\/v2\/sessions\/\S+\s+202 by SingleSession/ })
    .waitFor();
  if (process.env.PICTURE !== undefined) {
    await page.evaluate("window.scrollTo(0, 0)");
    await page.screenshot({ path: process.env.PICTURE });
  }

  await button(page, "End Ada's session on Laptop").click();
  await message(page, "The session of Ada on Laptop has ended.");
  await section(page, "Users").getByText("0 sessions").waitFor();
  await button(page, "Revoke Ada's refresh token on Laptop").click();
  await button(page, "Revoke Ada's refresh token on Laptop").waitFor({ state: "detached" });
  expect(await page.evaluate("window.loadedOnce")).toBe(true);
});

test("what happens elsewhere is seen too: another user, a login by the client, a session that the API deletes", async () => {
  const page = await openPage();
  await addUser(simulator, { user_id: "bob", email: "bob@example.com", name: "Bob" });
  await button(page, "Sign in Bob").waitFor();
  const { session } = await simulator.browser.signIn({ user: "auth0|bob", device: { userAgent: "Tablet" } });
  await button(page, "End Bob's session on Tablet").waitFor();
  await simulator.management.sessions.delete(session!.id);
  await button(page, "End Bob's session on Tablet").waitFor({ state: "detached" });
});

test("what an Action asks of the login is told, and why a login is denied", async () => {
  const page = await openPage();
  const code = `exports.onExecutePostLogin = async (event, api) => {
    api.user.setAppMetadata("seen", event.client.name);
    api.access.deny("not today");
  };`;
  await deployAction(simulator, { name: "Doorkeeper", code });
  await button(page, "Sign in Ada").click();
  await message(page, "Ada was denied on Phone: not today.");
  const logins = page.getByRole("log", { name: "Logins" });
  await logins.getByText("denied: not today").waitFor();
  await logins.getByText(`set app metadata: key "seen", value "Application"`).waitFor();
  await logins.getByText(`deny: reason "not today"`).waitFor();
});

test("the clock moves, and what is too old by then is gone", async () => {
  const page = await openPage();
  await signIn(page, "Phone");
  await button(page, "7 days later").click();
  await message(page, "It is 7 days later.");
  await section(page, "Clock").getByText("7 days ahead of this machine").waitFor();
  await section(page, "Users").getByText("0 sessions").waitFor();
});

test("a broken endpoint is broken, tells how often it was met, and is mended", async () => {
  const page = await openPage();
  const user = () => simulator.management.users.sessions.list("auth0|ada", {}, { maxRetries: 0 });
  await page.getByRole("combobox", { name: "Fault", exact: true }).selectOption("answers 403");
  await button(page, "Break").click();
  await message(page, "GET /api/v2/users/:id/sessions answers 403, once.");
  const faults = section(page, "Faults");
  await faults.getByText("met 0 of 1").waitFor();
  await expect(user()).rejects.toMatchObject({ statusCode: 403 });
  await faults.getByText("met 1 of 1").waitFor();
  await section(page, "Management API").getByText("403").waitFor();
  await button(page, "Mend everything").click();
  await faults.getByText("Every endpoint works.").waitFor();

  await page.getByLabel("Endpoint").fill("somewhere");
  await button(page, "Break").click();
  await page.getByRole("alert").getByText('endpoint must be such as "GET /api/v2/users/:id/sessions"').waitFor();
});

test("the token bucket drains as calls come", async () => {
  const page = await openPage({}, { rateLimit: { burst: 20, perSecond: 0.0001 } }); // the user has taken one
  const bucket = section(page, "Management API").getByRole("meter");
  expect(await bucket.getAttribute("value")).toBe("19");
  await simulator.management.users.list();
  await page.getByText("The token bucket has 18 of 20").waitFor();
  expect(await bucket.getAttribute("value")).toBe("18");
  await page.getByRole("combobox", { name: "Rate limit", exact: true }).selectOption("None");
  await button(page, "Set").click();
  await page.getByText("it takes every call").waitFor();
});

test("whatever users, Actions and applications call themselves is text", async () => {
  const hostile = `<img src=x onerror="document.title='hit'">`;
  const page = await openPage();
  await addUser(simulator, { user_id: "eve", email: "eve@example.com", name: hostile });
  const code = `exports.onExecutePostLogin = async (event, api) => {
    console.log(${JSON.stringify(hostile)});
    api.user.setAppMetadata(${JSON.stringify(hostile)}, ${JSON.stringify(hostile)});
    api.access.deny(${JSON.stringify(hostile)});
  };`;
  await deployAction(simulator, { name: hostile, code });
  await simulator.browser.signIn({ user: "auth0|eve", device: { userAgent: hostile } });
  await page.getByRole("heading", { name: hostile }).waitFor();
  await page.getByRole("log").getByText(`denied: ${hostile}`).waitFor();
  await page.reload();
  await page.getByRole("log").getByText(`denied: ${hostile}`).waitFor();
  expect(await page.locator("img").count()).toBe(0);
  expect(await page.title()).toBe(`Simulated tenant ${simulator.domain}`);
});

describe.each(["light", "dark"] as const)("in %s", (colorScheme) => {
  test.each([320, 1280])("at %i pixels axe finds nothing, and nothing is wider than the window", async (width) => {
    const page = await openPage(
      { colorScheme, viewport: { width, height: 800 } },
      { rateLimit: { burst: 50, perSecond: 16 } },
    );
    const code = `exports.onExecutePostLogin = async () => { console.log("${"wide".repeat(100)}"); throw new Error("broken"); };`;
    await signIn(page, "Phone");
    await deployAction(simulator, { name: "Wide", code });
    await button(page, "Sign in Ada").click();
    await message(page, /Ada was denied/);
    await button(page, "Break").click();
    await page.getByText("met 0 of 1").waitFor();
    await page.getByLabel("Endpoint").fill("nowhere");
    await button(page, "Break").click();
    await page.getByRole("alert").getByText("endpoint must be").waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);
  });
});

test("the keyboard alone reaches every control, and goes on where the control it pressed is gone", async () => {
  const page = await openPage();
  await addUser(simulator, { user_id: "bob", email: "bob@example.com", name: "Bob" });
  await button(page, "Sign in Bob").waitFor();
  const focus = () => page.evaluate("document.activeElement.textContent.trim() || document.activeElement.name");
  const tabTo = async (name: string) => {
    for (let presses = 0; presses < 100; presses += 1) {
      await page.keyboard.press("Tab");
      if ((await focus()) === name) return;
    }
    throw new Error(`no way by keyboard to ${name}`);
  };
  await tabTo("Sign in Ada");
  await page.keyboard.press("Enter");
  await tabTo("End Ada's session on Phone");
  await page.keyboard.press("Space");
  await button(page, "End Ada's session on Phone").waitFor({ state: "detached" });
  await page.keyboard.press("Tab"); // on from the user whose session it was
  expect(await focus()).toBe("device");
  await tabTo("Break");
  await page.keyboard.press("Enter");
  await tabTo("Mend everything");
  await page.keyboard.press("Enter");
  await section(page, "Faults").getByText("Every endpoint works.").waitFor();

  const controls = page.locator("button, input:not([type=hidden]), select");
  await page.reload();
  const reached = new Set<string>();
  for (let presses = 0; presses < 100; presses += 1) {
    await page.keyboard.press("Tab");
    reached.add(await focus().then(String));
  }
  const names = (await controls.all()).map(
    async (control) => (await control.textContent())?.trim() || (await control.getAttribute("name")),
  );
  expect([...reached]).toEqual(expect.arrayContaining(await Promise.all(names)));
});

test("the buttons work without scripts", async () => {
  const page = await openPage({ javaScriptEnabled: false });
  await page.getByLabel("Device").fill("Phone");
  await button(page, "Sign in Ada").click();
  await button(page, "End Ada's session on Phone").click();
  await section(page, "Users").getByText("0 sessions").waitFor();
  expect(new URL(page.url()).pathname).toBe("/");
});

test("where the simulator is gone the page says so", async () => {
  const page = await openPage();
  await simulator.close();
  await page.getByRole("alert").getByText("The simulator does not answer.").waitFor();
});
