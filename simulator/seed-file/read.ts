import { readFileSync } from "node:fs";
import Ajv, { type ErrorObject } from "ajv";
import addFormats from "ajv-formats";
import { parse } from "yaml";
import { TenantSeed } from "./schema";

const validate = addFormats(new Ajv({ verbose: true, allowUnionTypes: true })).compile(TenantSeed);

/**
 * @param seed the seed itself, or the path of a file of YAML or JSON
 * @throws Error with where it is wrong, and what is allowed there
 */
export function readSeed(seed: string | TenantSeed): TenantSeed {
  const [name, value] = typeof seed === "string" ? [seed, contentsOf(seed)] : ["the seed", seed];
  if (!validate(value)) throw new Error(`${name}: ${failureText(validate.errors![0]!)}`);
  return value;
}

function contentsOf(file: string): unknown {
  try {
    // What refers to itself is no JSON.
    return JSON.parse(JSON.stringify(parse(readFileSync(file, "utf8")))) as unknown;
  } catch (error) {
    throw new Error(`cannot read the seed ${file}: ${(error as Error).message}`, { cause: error });
  }
}

function failureText({ keyword, instancePath, params, parentSchema = {}, message = "", data }: ErrorObject): string {
  const place = placeOf(instancePath);
  const { properties, description } = parentSchema as { properties?: object; description?: string };
  switch (keyword) {
    case "additionalProperties":
      return `${place} has "${String(params.additionalProperty)}"; allowed are ${Object.keys(properties ?? {}).join(", ")}`;
    case "required":
      return `${place} has no "${String(params.missingProperty)}"`;
    case "enum":
      return `${place} must be one of ${(params.allowedValues as unknown[]).join(", ")}, got: ${JSON.stringify(data)}`;
    default:
      return `${place} ${message}${description ? `, ${description}` : ""}, got: ${JSON.stringify(data)}`;
  }
}

/** "/users/0/email" is `users[0].email`. */
function placeOf(pointer: string): string {
  const place = pointer
    .replaceAll(/\/(\d+)/g, "[$1]")
    .replaceAll("/", ".")
    .replace(/^\./, "");
  return place || "it";
}
