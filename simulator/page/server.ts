import { readFile } from "node:fs/promises";
import path from "node:path";
import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import Fastify, { type FastifyError } from "fastify";
import { readBodies } from "../request-bodies";
import { buttonRoutes } from "./buttons";
import { pageDocument } from "./document";
import { Live } from "./live";
import { serveOwnOriginOnly } from "./own-origin";
import { renderSections, type Shown } from "./sections/sections";

/** What the browser loads besides the page. */
const FILES = {
  "page.css": { file: path.join(__dirname, "client", "page.css"), type: "text/css" },
  "page.js": { file: path.join(__dirname, "client", "page.js"), type: "text/javascript" },
  "idiomorph.js": { file: require.resolve("idiomorph/dist/idiomorph.esm.js"), type: "text/javascript" },
};

/**
 * A page to look at: what the tenant holds and what happens on it, with buttons. It has a server of its own, over plain
 * HTTP and on loopback only, so that a browser shows it without being told to trust a certificate, and so that neither
 * faults nor latency nor the journal of requests ever concern it.
 */
export function createPageServer(shown: Shown) {
  const app = Fastify({ forceCloseConnections: true }).withTypeProvider<TypeBoxTypeProvider>();
  const live = new Live(() => renderSections(shown));

  readBodies(app);
  serveOwnOriginOnly(app);
  app.setErrorHandler((error: FastifyError, _request, reply) => {
    const { statusCode = 500, message } = error;
    if (statusCode >= 500) console.error("simulator: unexpected error", error);
    void reply
      .code(statusCode)
      .type("text/plain; charset=utf-8")
      .send(statusCode >= 500 ? "something went wrong" : message);
  });

  app.get("/", (_request, reply) => {
    const content = { domain: shown.tenant.domains.canonical, sections: renderSections(shown) };
    return reply.type("text/html; charset=utf-8").send(pageDocument(content).toString());
  });

  app.get("/events", (_request, reply) => {
    reply.hijack();
    live.watch(reply.raw);
  });

  for (const [name, { file, type }] of Object.entries(FILES)) {
    app.get(`/${name}`, async (_request, reply) => reply.type(`${type}; charset=utf-8`).send(await readFile(file)));
  }

  app.register((buttons, _options, done) => {
    buttons.addHook("onSend", async (request, reply) => {
      live.refresh();
      // Without the script the browser asks for a page: the one that it is on.
      const wantsPage = request.headers.accept?.includes("text/html");
      if (wantsPage && reply.statusCode === 200) void reply.code(303).header("location", "/");
    });
    buttons.register(buttonRoutes(shown));
    done();
  });
  return app;
}
