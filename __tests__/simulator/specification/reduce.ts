import { readFileSync, writeFileSync } from "node:fs";
import { SPECIFICATION_FILE } from "./specification";

/**
 * Writes the copy of the Management API's specification that the tests read, from the file that Auth0 publishes:
 *
 *     npx tsx __tests__/simulator/specification/reduce.ts FILE
 *
 * It keeps the shapes of what is sent and of what is answered where a call succeeds, and leaves out every text.
 */

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type JsonObject = Record<string, Json>;

const METHODS = ["delete", "get", "patch", "post", "put"];

/** What says something to people, or to generators of SDKs, and has no part in whether a value fits. */
const isText = (key: string, value: Json) =>
  ((key === "description" || key === "summary") && typeof value === "string") || key.startsWith("x-");

function withoutTexts(value: Json): Json {
  if (Array.isArray(value)) return value.map(withoutTexts);
  if (value === null || typeof value !== "object") return value;
  const kept = Object.entries(value).filter(([key, inner]) => !isText(key, inner));
  return Object.fromEntries(kept.map(([key, inner]) => [key, withoutTexts(inner)]));
}

function operation({ parameters = [], requestBody, responses }: JsonObject): JsonObject {
  const succeeding = Object.entries(responses as JsonObject).filter(([status]) => status.startsWith("2"));
  return {
    parameters,
    ...(requestBody !== undefined && { requestBody }),
    responses: Object.fromEntries(succeeding),
  };
}

/** The names of the schemas that the value refers to, also by way of others. */
function schemasOf(value: Json, schemas: JsonObject, names = new Set<string>()): Set<string> {
  for (const [, name = ""] of JSON.stringify(value).matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
    if (names.has(name)) continue;
    names.add(name);
    schemasOf(schemas[name] ?? {}, schemas, names);
  }
  return names;
}

const [source = ""] = process.argv.slice(2);
const { openapi, info, paths, components } = JSON.parse(readFileSync(source, "utf8")) as Record<string, JsonObject>;
const operations = Object.fromEntries(
  Object.entries(paths ?? {}).map(([path, methods]) => [
    path,
    Object.fromEntries(
      Object.entries(methods as JsonObject)
        .filter(([method]) => METHODS.includes(method))
        .map(([method, described]) => [method, withoutTexts(operation(described as JsonObject))]),
    ),
  ]),
);
const schemas = components?.schemas as JsonObject;
const used = [...schemasOf(operations, schemas)].sort();
const reduced = {
  openapi,
  info: {
    title: info?.title,
    version: info?.version,
    summary:
      "A part of the description that Auth0 publishes in its documentation, github.com/auth0/docs-v2, " +
      "main/docs/oas/management/v2/management-api-oas.json, as of 2026-06-25; texts and refusals are left out",
    license: { name: "MIT", identifier: "MIT" },
  },
  paths: operations,
  components: { schemas: Object.fromEntries(used.map((name) => [name, withoutTexts(schemas[name] ?? {})])) },
};
writeFileSync(SPECIFICATION_FILE, `${JSON.stringify(reduced)}\n`);
