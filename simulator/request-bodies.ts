import type { FastifyInstance } from "fastify";
import { badRequest } from "./errors";

/** What is nested deeper can be parsed, but not written again. */
const MAXIMUM_DEPTH = 100;

/** OAuth requests are forms; and some clients send `Content-Type: application/json` with no body at all. */
export function readBodies(app: FastifyInstance): void {
  app.addContentTypeParser("application/x-www-form-urlencoded", { parseAs: "string" }, (_request, body, done) => {
    const parameters = [...new URLSearchParams(body.toString())];
    const form = Object.fromEntries(parameters);
    if (Object.keys(form).length === parameters.length) return done(null, form);
    const repeated = firstRepeated(parameters.map(([name]) => name));
    // Nobody can say which of them counts (RFC 6749, section 3.2).
    done(badRequest(`Payload validation error: '${repeated} is there more than once'.`, "invalid_body"));
  });

  const parseJson = app.getDefaultJsonParser("error", "error");
  app.addContentTypeParser("application/json", { parseAs: "string" }, (request, body, done) => {
    if (body === "") return done(null, undefined);
    void parseJson(request, body.toString(), (error, parsed: unknown) => {
      if (error || !isDeeperThan(MAXIMUM_DEPTH, parsed)) return done(error, parsed);
      done(badRequest(`Payload validation error: 'nested deeper than ${MAXIMUM_DEPTH} levels'.`, "invalid_body"));
    });
  });
}

function firstRepeated(names: string[]): string | undefined {
  const seen = new Set<string>();
  return names.find((name) => seen.size === seen.add(name).size);
}

function isDeeperThan(levels: number, value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeperThan(levels - 1, inner));
}
