import { conditional, Fn, Op, Token } from "cdktf";
import type { PolicyDocument } from "../action-src/policy";
import { escapeTemplate } from "./terraform-template";
import { holdsToken } from "./tokens";

/** How many sessions a user may hold, and what ending one includes. */
export interface SessionPolicyProps {
  /**
   * How many sessions a user may hold at a time, 1 or more. The one that has just been established is always among them.
   *
   * @default 1
   */
  readonly maxSessions?: number;

  /**
   * Whether ending a session also revokes the refresh tokens that were issued in it. With "keep", an application that
   * holds a refresh token goes on getting access tokens after its session has ended. "revoke" needs the scope
   * `delete:refresh_tokens`.
   *
   * @default "keep"
   */
  readonly refreshTokens?: "keep" | "revoke";

  /**
   * How long the Action may hold up a login, in milliseconds, from 1 to 20000. Auth0 refuses a login whose post-login
   * Actions take longer than 20 seconds together.
   *
   * @default 5000
   */
  readonly timeBudget?: number;
}

/** The scopes that every policy needs: to look up a user's sessions, and to end them. */
const SCOPES = ["read:sessions", "delete:sessions"];

/** A checked session policy: the document that the Action reads, and the scopes that the Action needs for it. */
export class SessionPolicy {
  private readonly document: PolicyDocument;

  /** @throws Error naming every value that is not allowed, and what is */
  constructor({ maxSessions = 1, refreshTokens = "keep", timeBudget = 5000 }: SessionPolicyProps = {}) {
    this.document = { maxSessions, refreshTokens, timeBudget };
    const problems = validate(this.document);
    if (problems.length > 0) throw new Error(problems.join("; "));
  }

  /** Exactly what the policy needs. `POST /sessions/{id}/revoke` asks for one scope more than `DELETE /sessions/{id}`. */
  get scopes(): string[] {
    const withTokens = [...SCOPES, "delete:refresh_tokens"];
    const { refreshTokens } = this.document;
    if (holdsToken(refreshTokens)) return Token.asList(conditional(Op.eq(refreshTokens, "revoke"), withTokens, SCOPES));
    return refreshTokens === "revoke" ? withTokens : SCOPES;
  }

  /**
   * The policy as JSON, as a part of a Terraform string: line by line, so that a plan shows what changes, or rendered by
   * Terraform where only Terraform knows a value.
   */
  get json(): string {
    if (holdsToken(this.document)) return Token.asString(Fn.jsonencode(this.document));
    return escapeTemplate(JSON.stringify(this.document, null, 2));
  }
}

function validate({ maxSessions, refreshTokens, timeBudget }: PolicyDocument): string[] {
  const problems: string[] = [];
  if (!holdsToken(maxSessions) && !(Number.isInteger(maxSessions) && maxSessions >= 1)) {
    problems.push(`policy.maxSessions must be a whole number, 1 or more, got: ${maxSessions}`);
  }
  if (!holdsToken(refreshTokens) && !["keep", "revoke"].includes(refreshTokens)) {
    problems.push(`policy.refreshTokens must be "keep" or "revoke", got: "${refreshTokens}"`);
  }
  if (!holdsToken(timeBudget) && !(Number.isInteger(timeBudget) && timeBudget >= 1 && timeBudget <= 20_000)) {
    problems.push(`policy.timeBudget must be a whole number of milliseconds, 1 to 20000, got: ${timeBudget}`);
  }
  return problems;
}
