import { readFileSync } from "node:fs";
import path from "node:path";

/** A part of Auth0's published specification of the Management API: see `reduce.ts`. */
export const SPECIFICATION_FILE = path.join(__dirname, "management-api.json");

export interface Schema {
  $ref?: string;
  type?: string | string[];
  properties?: Record<string, Schema>;
}

export interface Operation {
  parameters: { name: string; in: "path" | "query" | "header"; schema: Schema }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, { content?: Record<string, { schema: Schema }> }>;
}

export interface Specification {
  info: { summary: string };
  /** By path and method, such as `get`. */
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}

export function readSpecification(): Specification {
  return JSON.parse(readFileSync(SPECIFICATION_FILE, "utf8")) as Specification;
}
