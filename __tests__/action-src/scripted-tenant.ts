/** What a request is answered with; a function answers for itself. */
type Answer =
  { status: number; body?: unknown; headers?: Record<string, string> } | ((init: RequestInit) => Promise<Response>);

/**
 * A tenant that answers each request with the next answer of its script, in place of the global `fetch`. `restore` fails
 * the test where the script and the requests differ.
 */
export class ScriptedTenant {
  static readonly DOMAIN = "acme.eu.auth0.com";
  /** Every request, as "METHOD path", in the order of arrival. */
  readonly requests: string[] = [];
  /** The bodies and the tokens that came with them. */
  readonly bodies: string[] = [];
  readonly tokens: (string | null)[] = [];
  private readonly script = new Map<string, Answer[]>();
  private readonly fallbacks: { matches: (request: string) => boolean; answer: Answer }[] = [];
  private readonly unscripted: string[] = [];
  private readonly fetch = jest
    .spyOn(globalThis, "fetch")
    .mockImplementation((url, init) => this.answer(url as string, init!));

  on(request: string, ...answers: Answer[]): this {
    this.script.set(request, [...(this.script.get(request) ?? []), ...answers]);
    return this;
  }

  /** Answers every request, in place of a script. */
  always(answer: (init: RequestInit, url: string) => Promise<Response>): void {
    this.fetch.mockImplementation((url, init) => answer(init!, url as string));
  }

  /** Answers each request that nothing is scripted for, if it is one of these. */
  onAny(matches: (request: string) => boolean, answer: Answer): this {
    this.fallbacks.push({ matches, answer });
    return this;
  }

  restore(): void {
    this.fetch.mockRestore();
    const unused = [...this.script].flatMap(([request, answers]) => answers.map(() => request));
    expect({ unscripted: this.unscripted, unused }).toEqual({ unscripted: [], unused: [] });
  }

  private async answer(url: string, init: RequestInit): Promise<Response> {
    const request = `${init.method} ${url.replace(`https://${ScriptedTenant.DOMAIN}`, "")}`;
    this.requests.push(request);
    this.bodies.push((init.body as URLSearchParams | undefined)?.toString() ?? "");
    this.tokens.push(new Headers(init.headers).get("authorization"));
    const fallback = this.fallbacks.find(({ matches }) => matches(request));
    const answer = this.script.get(request)?.shift() ?? fallback?.answer;
    if (!answer) {
      this.unscripted.push(request);
      throw new Error(`the script has no answer to ${request}`);
    }
    if (typeof answer === "function") return answer(init);
    const body = answer.body === undefined ? null : JSON.stringify(answer.body);
    return new Response(body, {
      status: answer.status,
      headers: { "content-type": "application/json", ...answer.headers },
    });
  }
}

/** Accepts the request and says nothing, for as long as anybody waits. */
export function silence({ signal }: RequestInit): Promise<Response> {
  return new Promise((_, reject) => signal!.addEventListener("abort", () => reject(signal!.reason as Error)));
}

/** Starts its answer and never ends it. */
export function unfinished({ signal }: RequestInit): Promise<Response> {
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode('{"sessions":['));
      signal!.addEventListener("abort", () => controller.error(signal!.reason));
    },
  });
  return Promise.resolve(new Response(body, { headers: { "content-type": "application/json" } }));
}
