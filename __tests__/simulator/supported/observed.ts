import { readFileSync } from "node:fs";
import { LoginClient } from "../../../simulator/login-client";
import { bindAction } from "../bound-action";
import { PASSWORD, RelyingParty } from "../openid-connect/relying-party";
import { RunningSimulator } from "../running-simulator";
import { DOCUMENTED_AUTHENTICATION, DOCUMENTED_GRANT_TYPES } from "./documented";

/** What applications and Actions find on a running tenant. */
export interface Observed {
  /** Of each operation of the Authentication API, what it answers to who sends nothing. */
  statuses: Record<string, number>;
  /** The `event` of a login in each flow. */
  events: Record<string, object>;
  /** The methods of `api`, such as `access.deny`; of each, whether it says that it is not simulated. */
  methods: Record<string, "works" | "refuses">;
}

const TELL_EVENT = "console.log(JSON.stringify({ ...event, secrets: event.secrets && {} }));";

/** Calls each method with nothing: whatever else it then says, what is not simulated says that. */
const TELL_METHODS = `
  const methods = {};
  for (const [part, functions] of Object.entries(api)) {
    for (const [name, method] of Object.entries(functions)) {
      methods[part + "." + name] = "works";
      try {
        method();
      } catch (error) {
        if (/ is not simulated$/.test(error.message)) methods[part + "." + name] = "refuses";
      }
    }
  }
  console.log(JSON.stringify(methods));`;

const EXPIRING = {
  rotation_type: "rotating",
  expiration_type: "expiring",
  token_lifetime: 7200,
  idle_token_lifetime: 3600,
} as const;

export async function observe(): Promise<Observed> {
  let told = {};
  const onActivity = (line: string) => {
    if (line.startsWith("        {")) told = JSON.parse(line) as object;
  };
  const running = await RunningSimulator.start({ onActivity });
  try {
    await bindAction(running, TELL_EVENT);
    const events: Observed["events"] = {};
    await logInByEachFlow(running, (flow) => {
      events[flow] = told;
    });
    await bindAction(running, TELL_METHODS);
    await running.simulator.browser.signIn({ user: await running.newUser("methods@example.com") });
    return { statuses: await statusesOf(running), events, methods: told };
  } finally {
    await running.close();
  }
}

/** The token endpoint looks at the grant type once it knows the application. */
async function statusesOf(running: RunningSimulator): Promise<Observed["statuses"]> {
  const statuses: Observed["statuses"] = {};
  for (const operation of DOCUMENTED_AUTHENTICATION) {
    const [method = "", path = ""] = operation.split(" ");
    statuses[operation] = (await running.call(path.replace("{", "").replace("}", ""), { method, token: null })).status;
  }
  const { client_id, client_secret } = running.tokenRequest;
  for (const grant_type of DOCUMENTED_GRANT_TYPES) {
    const request = { method: "POST", token: null, body: { client_id, client_secret, grant_type } };
    statuses[`POST /oauth/token, grant_type=${grant_type}`] = (await running.call("/oauth/token", request)).status;
  }
  return statuses;
}

/** Each with as much as a login can come with: whatever the flow has, the event shows. */
async function logInByEachFlow(running: RunningSimulator, loggedIn: (flow: string) => void): Promise<void> {
  const { browser, management, customDomain, certificateAuthorityFile } = running.simulator;
  const { user, email, organization, api } = await populate(running);
  await management.clients.update(running.simulator.applicationClientId, { refresh_token: EXPIRING });
  const asked = { user, organization, audience: api };

  const login = await browser.signIn({ ...asked, mfa: true });
  loggedIn("sign-in");
  await browser.silentAuthentication(login.session ?? { id: "" }, { organization, audience: api });
  loggedIn("silent authentication");
  await browser.exchangeRefreshToken(login.refreshToken ?? "");
  loggedIn("refresh token exchange");
  await browser.passwordGrant(asked);
  loggedIn("password grant");
  await browser.nativeSocialLogin(asked);
  loggedIn("native social login");
  await browser.delegatedLogin({ ...asked, actor: { sub: "support" } });
  loggedIn("delegated login");

  const certificateAuthority = readFileSync(certificateAuthorityFile, "utf8");
  const atCustomDomain = new LoginClient({ domain: customDomain, certificateAuthority });
  await atCustomDomain.signIn(asked);
  loggedIn("custom domain");
  await atCustomDomain.close();

  const application = await RelyingParty.create(running);
  await application.signIn(application.browser(), email, {
    organization,
    audience: api,
    login_hint: email,
    acr_values: "a",
    ui_locales: "de",
  });
  loggedIn("real browser");
  await application.close();
  await management.users.delete(user);
}

async function populate({ simulator: { management } }: RunningSimulator) {
  const email = "ada@example.com";
  const { user_id: user = "" } = await management.users.create({
    connection: "Username-Password-Authentication",
    email,
    password: "another one",
    username: "ada",
    given_name: "Ada",
    family_name: "Lovelace",
    nickname: "ada",
  });
  await management.users.update(user, { password: PASSWORD });
  const { id: organization = "" } = await management.organizations.create({ name: "acme" });
  await management.organizations.members.create(organization, { members: [user] });
  const { id: role = "" } = await management.roles.create({ name: "support" });
  await management.users.roles.assign(user, { roles: [role] });
  const api = "https://api.example.com";
  await management.resourceServers.create({ identifier: api, name: "API", allow_offline_access: true });
  return { user, email, organization, api };
}
