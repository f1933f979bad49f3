import { conditional, Fn, Op, Token } from "cdktf";
import type { PolicyDocument } from "../action-src/policy";
import type { SessionPolicyProps } from "./session-policy-props";
import { escapeTemplate } from "./terraform/template";
import { holdsToken } from "./terraform/tokens";

const DEFAULTS = {
  maxSessions: 1,
  whenExceeded: "revoke-oldest",
  denialMessage: "You are signed in on as many devices as allowed. Sign out on one of them and try again",
  refreshTokens: "keep",
  rules: [],
  enforcement: "enforce",
  checkOnReuse: false,
  onFailure: "allow-login",
  timeBudget: 5000,
} satisfies SessionPolicyProps;

/** The scopes that every policy needs: to look up a user's sessions, and to end them. */
const SCOPES = ["read:sessions", "delete:sessions"];

/** A valid session policy: the document that the Action reads, and the scopes that the Action needs for it. */
export class SessionPolicy {
  private readonly document: PolicyDocument;

  constructor(props: SessionPolicyProps = {}) {
    const given = Object.entries(props).filter(([, value]) => value !== undefined);
    this.document = { ...DEFAULTS, ...(Object.fromEntries(given) as SessionPolicyProps) };
  }

  /** Exactly what the policy needs. `POST /sessions/{id}/revoke` asks for one scope more than `DELETE /sessions/{id}`. */
  get scopes(): string[] {
    const withTokens = [...SCOPES, "delete:refresh_tokens"];
    const { refreshTokens } = this.document;
    if (holdsToken(refreshTokens)) return Token.asList(conditional(Op.eq(refreshTokens, "revoke"), withTokens, SCOPES));
    return refreshTokens === "revoke" ? withTokens : SCOPES;
  }

  /**
   * The policy as JSON, in a Terraform template: line by line, so that a plan shows what changes. Terraform fills in the
   * values that only it knows.
   */
  get json(): string {
    const tokens: unknown[] = [];
    const json = JSON.stringify(
      this.document,
      function (this: Record<string, unknown>, key, value: unknown) {
        return Token.isUnresolved(this[key]) ? `\0${tokens.push(this[key]) - 1}` : value;
      },
      2,
    );
    return escapeTemplate(json).replace(/"\\u0000(\d+)"/g, (_, index) =>
      Token.asString(Fn.jsonencode(tokens[Number(index)])),
    );
  }
}
