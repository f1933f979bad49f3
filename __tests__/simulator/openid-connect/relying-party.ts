import { readFileSync } from "node:fs";
import * as client from "openid-client";
import { Agent, fetch } from "undici";
import type { RunningSimulator } from "../running-simulator";
import { Browser, type Page } from "./browser";

const CALLBACK = "http://localhost:3000/callback";
export const PASSWORD = "correct horse";

let users = 0;
export async function newUser({ simulator }: RunningSimulator): Promise<{ email: string; user_id: string }> {
  const email = `user-${++users}@example.com`;
  const connection = "Username-Password-Authentication";
  const { user_id = "" } = await simulator.management.users.create({ connection, email, password: PASSWORD });
  return { email, user_id };
}

/** An application with an independent OpenID Connect client, and the browsers in which users come to it. */
export class RelyingParty {
  private readonly browsers: Browser[] = [];

  private constructor(
    private readonly running: RunningSimulator,
    readonly clientId: string,
    readonly configuration: client.Configuration,
    private readonly dispatcher: Agent,
  ) {}

  /**
   * @param fields of the application that is made at the Management API
   * @param domain of the tenant, to which the application sends its users
   */
  static async create(
    running: RunningSimulator,
    fields: object = {},
    domain = running.simulator.domain,
  ): Promise<RelyingParty> {
    const { management, certificateAuthorityFile } = running.simulator;
    const { client_id = "", client_secret } = await management.clients.create({
      name: "relying party",
      app_type: "spa",
      callbacks: [CALLBACK],
      web_origins: ["http://localhost:3000"],
      allowed_logout_urls: ["http://localhost:3000/goodbye"],
      grant_types: ["authorization_code", "refresh_token"],
      token_endpoint_auth_method: "none",
      ...fields,
    });
    const dispatcher = new Agent({ connect: { ca: readFileSync(certificateAuthorityFile, "utf8") } });
    const trustingFetch = ((url: string, init: object) => fetch(url, { ...init, dispatcher })) as unknown;
    const isPublic = !("token_endpoint_auth_method" in fields);
    const configuration = await client.discovery(
      new URL(`https://${domain}/`),
      client_id,
      undefined,
      isPublic ? client.None() : client.ClientSecretPost(client_secret ?? ""),
      { [client.customFetch]: trustingFetch as client.CustomFetch },
    );
    return new RelyingParty(running, client_id, configuration, dispatcher);
  }

  browser(userAgent = "Test browser"): Browser {
    const browser = new Browser(this.running.simulator.certificateAuthorityFile, userAgent);
    this.browsers.push(browser);
    return browser;
  }

  /** What a browser is sent to the tenant with, and what the application keeps to check the answer by. */
  async request(parameters: Record<string, string> = {}) {
    const verifier = client.randomPKCECodeVerifier();
    const expected = {
      pkceCodeVerifier: verifier,
      expectedState: client.randomState(),
      expectedNonce: client.randomNonce(),
    };
    const url = client.buildAuthorizationUrl(this.configuration, {
      redirect_uri: CALLBACK,
      scope: "openid profile email",
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: "S256",
      state: expected.expectedState,
      nonce: expected.expectedNonce,
      ...parameters,
    });
    return {
      url,
      expected,
      redeem: ({ url: at }: Page) => client.authorizationCodeGrant(this.configuration, at, expected),
    };
  }

  /** @throws AuthorizationResponseError for a refusal at the callback */
  async signIn(browser: Browser, email: string, parameters: Record<string, string> = {}) {
    const { url, redeem } = await this.request(parameters);
    const form = await browser.open(url);
    return redeem(await browser.submit(form, { username: email, password: PASSWORD }));
  }

  /** Nothing is asked of the user. @throws AuthorizationResponseError such as login_required */
  async withoutAsking(browser: Browser, parameters: Record<string, string> = { prompt: "none" }) {
    const { url, redeem } = await this.request(parameters);
    return redeem(await browser.open(url));
  }

  async close(): Promise<void> {
    await Promise.all([this.dispatcher.close(), ...this.browsers.map((browser) => browser.close())]);
  }
}
