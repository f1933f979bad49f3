import { readFileSync } from "node:fs";
import path from "node:path";
import { writeActionHead } from "../../contract/action-head";
import { readPolicy } from "../../contract/policy-reader";

/** The article's Action, our Action as it is built now, and the minimum of round trips that no Action can undercut. */
export const CONTESTANTS = ["article", "ours", "bound"] as const;

export type Contestant = (typeof CONTESTANTS)[number];

/** The code to deploy to a tenant, as CommonJS. @param audience the identifier of the tenant's Management API */
export function codeOf(contestant: Contestant, audience: string): string {
  return contestant === "ours" ? ourCode(audience) : read(path.join(__dirname, `${contestant}.cjs`));
}

/** Our Action with the default policy, written as the construct writes it. */
function ourCode(audience: string): string {
  const policy = JSON.stringify(readPolicy({})!.policy, null, 2);
  const code = read(path.join(__dirname, "..", "..", "action-code", "single-session.js"));
  return `${writeActionHead({ policy, audience })}\n${code}`;
}

function read(file: string): string {
  return readFileSync(file, "utf8");
}
