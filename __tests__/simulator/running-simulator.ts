import { readFileSync } from "node:fs";
import { Agent, fetch } from "undici";
import { startSimulator, type Simulator, type SimulatorOptions } from "../../simulator/simulator";

export interface Answer {
  status: number;
  headers: Headers;
  // The tests compare it with what they expect, whatever it is.
  body: unknown;
}

export interface Call {
  method?: string;
  /** @default the canonical domain */
  domain?: string;
  /** @default a token of the application that Terraform uses; null sends none */
  token?: string | null;
  body?: unknown;
  headers?: Record<string, string>;
}

/** A simulator and plain HTTPS to it, for what the SDK would never send. */
export class RunningSimulator {
  private readonly dispatcher: Agent;

  constructor(readonly simulator: Simulator) {
    const ca = readFileSync(simulator.certificateAuthorityFile, "utf8");
    this.dispatcher = new Agent({ connect: { ca } });
  }

  static async start(options?: SimulatorOptions): Promise<RunningSimulator> {
    return new RunningSimulator(await startSimulator(options));
  }

  async call(path: string, { method = "GET", domain, token, body, headers }: Call = {}): Promise<Answer> {
    const authorization = token === null ? undefined : `Bearer ${token ?? (await this.token())}`;
    const response = await fetch(`https://${domain ?? this.simulator.domain}${path}`, {
      method,
      headers: {
        ...(authorization !== undefined && { authorization }),
        ...(body !== undefined && { "content-type": "application/json" }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
      dispatcher: this.dispatcher,
    });
    const text = await response.text();
    const isPage = response.headers.get("content-type")?.startsWith("text/html");
    return {
      status: response.status,
      headers: response.headers as unknown as Headers,
      body: text === "" ? undefined : isPage ? text : (JSON.parse(text) as unknown),
    };
  }

  /** The fields of a token request that gets a token of the application that Terraform uses. */
  get tokenRequest() {
    const { AUTH0_CLIENT_ID: client_id = "", AUTH0_CLIENT_SECRET: client_secret = "" } = this.simulator.environment;
    return { grant_type: "client_credentials", client_id, client_secret, audience: this.audience };
  }

  get audience(): string {
    return `https://${this.simulator.domain}/api/v2/`;
  }

  async token(request: object = this.tokenRequest, domain?: string): Promise<string> {
    const { status, body } = await this.call("/oauth/token", { method: "POST", token: null, domain, body: request });
    if (status !== 200) throw new Error(`no token: ${JSON.stringify(body)}`);
    return (body as { access_token: string }).access_token;
  }

  /** A token with these scopes only, by way of an application and a grant of its own. */
  async tokenWith(...scope: string[]): Promise<string> {
    const { clients, clientGrants } = this.simulator.management;
    const client = await clients.create({ name: `only ${scope.join(" ")}`, app_type: "non_interactive" });
    const { client_id = "", client_secret = "" } = client;
    await clientGrants.create({ client_id, audience: this.audience, scope });
    return this.token({ ...this.tokenRequest, client_id, client_secret });
  }

  async newUser(email: string): Promise<string> {
    const { users } = this.simulator.management;
    const { user_id } = await users.create({ connection: "Username-Password-Authentication", email });
    if (user_id === undefined) throw new Error("the new user has no id");
    return user_id;
  }

  async close(): Promise<void> {
    await this.dispatcher.close();
    await this.simulator.close();
  }
}
