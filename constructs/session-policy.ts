import { conditional, Fn, Op, Token } from "cdktf";
import type { PolicyDocument, SessionPolicyProps } from "../contract/policy";
import { readPolicy } from "../contract/policy-reader";
import { scopesOf } from "../contract/scopes";
import { escapeTemplate } from "./terraform/template";

const DEFAULTS = readPolicy({})!.policy;

/** A valid session policy: the document that the Action reads, and the scopes that the Action needs for it. */
export class SessionPolicy {
  private readonly document: PolicyDocument;

  constructor(props: SessionPolicyProps = {}) {
    const given = Object.entries(props).filter(([, value]) => value !== undefined);
    this.document = { ...DEFAULTS, ...(Object.fromEntries(given) as SessionPolicyProps) };
  }

  /** Exactly what the policy needs. `POST /sessions/{id}/revoke` asks for one scope more than `DELETE /sessions/{id}`. */
  get scopes(): string[] {
    const { refreshTokens } = this.document;
    if (!Token.isUnresolved(refreshTokens)) return scopesOf({ refreshTokens });
    const [withTokens, without] = [scopesOf({ refreshTokens: "revoke" }), scopesOf({ refreshTokens: "keep" })];
    return Token.asList(conditional(Op.eq(refreshTokens, "revoke"), withTokens, without));
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
