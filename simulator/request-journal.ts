import type { FastifyInstance } from "fastify";

declare module "fastify" {
  interface FastifyRequest {
    /** The client that authenticated, empty where none did. */
    clientId: string;
  }
}

/** One request that the tenant answered. */
export interface ServedRequest {
  method: string;
  /** As it was sent, percent-encoding included, without the query. */
  path: string;
  query: string;
  /** As it was understood, secrets and all; not there where nothing was sent. */
  body?: unknown;
  status: number;
  /** The client that made it, where it said so. */
  clientId?: string;
}

/** The simulator's own routes, which no tenant has. */
export const CONTROL_PREFIX = "/simulator/";

/** How many requests are remembered; the oldest is forgotten. */
const LIMIT = 100_000;

/** Keeps what the tenant answered last, in order; an entry is there before its answer is sent. */
export class RequestJournal {
  private readonly served: ServedRequest[] = [];

  constructor(
    private readonly onServed: (request: ServedRequest) => void = () => {},
    private readonly limit = LIMIT,
  ) {}

  record(app: FastifyInstance): void {
    app.decorateRequest("clientId", "");
    app.addHook("onSend", async (request, reply) => {
      const [path = "", query = ""] = request.url.split("?");
      if (path.startsWith(CONTROL_PREFIX)) return;
      const { method, clientId, body } = request;
      const sent = body !== undefined && body !== null && { body };
      const served = { method, path, query, ...sent, status: reply.statusCode, ...(clientId && { clientId }) };
      this.served.push(served);
      if (this.served.length > this.limit) this.served.shift();
      this.onServed(served);
    });
  }

  requests(): ServedRequest[] {
    return [...this.served];
  }
}
