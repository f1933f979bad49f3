import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { Lazy } from "cdktf";
import { writeActionHead } from "../contract/action-head";
import { escapeTemplate } from "./terraform/template";

/** Where `npm run build:action` writes what it builds from `action-src/`. */
const FILE = path.join(__dirname, "..", "action-code", "single-session.js");

export interface ActionCodeProps {
  /** The policy as JSON, as a Terraform template. */
  readonly policy: string;
  /** The identifier of the tenant's Management API. */
  readonly audience: string;
}

/** The maximum size of an Action's code, in bytes. Source: Auth0 docs, "Actions Limitations". */
const MAXIMUM_SIZE = 100_000;

/**
 * The Action's code as a Terraform template: its configuration, followed by what was built from `action-src/`.
 *
 * @throws Error if the Action has not been built, or if the policy makes it larger than Auth0 allows
 */
export function actionCode({ policy, audience }: ActionCodeProps): string {
  if (!existsSync(FILE)) throw new Error(`the Action's code is missing at "${FILE}"; run "npm run build:action"`);
  const head = `${writeActionHead({ policy, audience })}\n`;
  const built = escapeTemplate(readFileSync(FILE, "utf8"));
  const size = Buffer.byteLength(head + built);
  // As a token, because cdktf would search the whole string again for each token in the head and each escape.
  if (size <= MAXIMUM_SIZE) return head + Lazy.stringValue({ produce: () => built });
  const advice = "shorten its lists, for instance by giving users a role instead of naming them";
  throw new Error(
    `policy makes the Action's code larger than the ${MAXIMUM_SIZE} bytes that Auth0 allows, got: ${size}; ${advice}`,
  );
}
