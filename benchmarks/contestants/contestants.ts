import { readFileSync } from "node:fs";
import path from "node:path";
import { writeActionHead } from "../../contract/action-head";
import { readPolicy } from "../../contract/policy-reader";

/** The article's Action, ours as it is built now, and what no Action can undercut. */
export const CONTESTANTS = ["article", "ours", "bound"] as const;

export type Contestant = (typeof CONTESTANTS)[number];

/** What is deployed to a tenant: CommonJS. @param audience the identifier of the tenant's Management API */
export function codeOf(contestant: Contestant, audience: string): string {
  return contestant === "ours" ? ourCode(audience) : read(path.join(__dirname, `${contestant}.cjs`));
}

/** With the policy that somebody has who says nothing, written as the construct writes it. */
function ourCode(audience: string): string {
  const policy = JSON.stringify(readPolicy({})!.policy, null, 2);
  const code = read(path.join(__dirname, "..", "..", "action-code", "single-session.js"));
  return `${writeActionHead({ policy, audience })}\n${code}`;
}

function read(file: string): string {
  return readFileSync(file, "utf8");
}
