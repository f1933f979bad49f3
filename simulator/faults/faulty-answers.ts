import { Readable } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";
import type { FastifyInstance } from "fastify";
import type { Clock } from "../tenant/clock";
import { CONTROL_PREFIX } from "../request-journal";
import { refusalBy } from "./auth0-refusals";
import type { Fault } from "./fault";
import type { Faults } from "./faults";
import { TcpConnections } from "./tcp-connections";

declare module "fastify" {
  interface FastifyRequest {
    /** What spoils the answer. */
    fault: Fault | undefined;
  }
}

/** Milliseconds between two bytes of a slow answer. */
const DRIP_INTERVAL = 100;

/** Makes the faults happen to the requests that meet them. */
export function answerFaultily(app: FastifyInstance, faults: Faults, clock: Clock): void {
  const connections = new TcpConnections(app.server);
  app.addHook("onClose", () => connections.forget());
  app.decorateRequest("fault", undefined);

  app.addHook("onRequest", (request, reply, done) => {
    const { method, url } = request;
    const fault = url.startsWith(CONTROL_PREFIX) ? undefined : faults.next(method, url);
    const refusal = refusalBy(fault, clock);
    if (refusal) {
      void reply.headers(refusal.headers);
      done(refusal.error);
    } else if (fault?.kind === "status") {
      const { status, headers = {}, body } = fault;
      void reply
        .code(status)
        .headers({ ...(typeof body === "string" && { "content-type": "text/html; charset=utf-8" }), ...headers });
      void reply.send(body);
    } else if (fault?.kind === "connection reset") {
      void reply.hijack();
      connections.reset(request.raw.socket);
    } else if (fault?.kind === "no answer") {
      void reply.hijack();
    } else {
      request.fault = fault;
      done();
    }
  });

  app.addHook<string | undefined>("onSend", ({ fault, raw }, reply, answer = "", done) => {
    if (fault?.kind === "lost answer") {
      void reply.hijack();
      connections.reset(raw.socket);
      return;
    }
    if (fault?.kind === "late answer") {
      setTimeout(done, fault.milliseconds, null, answer).unref();
      return;
    }
    const spoilt = fault && spoil(answer, fault.kind);
    if (spoilt === undefined) return done(null, answer);
    void reply.removeHeader("content-length").type("application/json; charset=utf-8");
    done(null, spoilt);
  });
}

function spoil(answer: string, kind: Fault["kind"]): string | Readable | undefined {
  switch (kind) {
    case "slow drip":
      return Readable.from(drip(answer));
    case "truncated JSON":
      return (answer || "{}").slice(0, Math.max(1, answer.length / 2));
    case "wrong shape":
      return JSON.stringify({ unexpected: true });
    case "bare array":
      return JSON.stringify(listIn(answer));
    default:
      return undefined;
  }
}

/** Blanks follow where the answer is over: they belong to JSON too. */
async function* drip(answer: string): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(answer);
  for (let sent = 0; ; sent += 1) {
    yield sent < bytes.length ? bytes.subarray(sent, sent + 1) : Buffer.from(" ");
    await wait(DRIP_INTERVAL, undefined, { ref: false });
  }
}

function listIn(answer: string): unknown[] {
  const object = JSON.parse(answer || "{}") as object;
  return Object.values(object).find(Array.isArray) ?? [object];
}
