import { createHash } from "node:crypto";
import { Type, type FastifyPluginCallbackTypebox } from "@fastify/type-provider-typebox";
import { OAuthError } from "../errors";
import { authenticateClient } from "../oauth/client-authentication";
import type { Tenant } from "../tenant/tenant";
import { authenticationMethod } from "./client-metadata";
import type { MfaTokens } from "./mfa-tokens";

const Text = Type.Optional(Type.String());
const Challenge = Type.Object({
  mfa_token: Type.String(),
  client_id: Text,
  client_secret: Text,
  client_assertion: Text,
  client_assertion_type: Text,
  challenge_type: Text,
  authenticator_id: Text,
});

/**
 * The MFA API, with which an application asks for a second factor itself. Everybody has the same kind of second factor, so
 * that nobody has to enroll one. Source: Auth0, "List Authenticators" and "Challenge Request"; recordings of Auth0's Go SDK,
 * TestMFAListAuthenticators and TestMFAChallenge.
 */
export function mfaRoutes(tenant: Tenant, mfaTokens: MfaTokens): FastifyPluginCallbackTypebox {
  return (app, _options, done) => {
    app.get("/mfa/authenticators", ({ headers: { authorization = "" } }) => {
      const [, token = ""] = /^Bearer (\S+)$/i.exec(authorization) ?? [];
      const { user } = mfaTokens.find(token).progress.login;
      return [{ id: authenticatorOf(user.user_id), authenticator_type: "otp", active: true }];
    });

    app.post("/mfa/challenge", { schema: { body: Challenge } }, async ({ body, headers, host }) => {
      const { client, user } = mfaTokens.find(body.mfa_token).progress.login;
      const authenticated =
        authenticationMethod(client) === "none"
          ? body.client_id
          : (await authenticateClient(tenant, body, headers.authorization, `https://${host}/`)).client_id;
      if (authenticated !== client.client_id) throw new OAuthError(403, "invalid_grant", "Malformed mfa_token");
      const { challenge_type = "otp", authenticator_id = authenticatorOf(user.user_id) } = body;
      if (!challenge_type.split(" ").includes("otp")) {
        const description = `challenge_type is ${challenge_type}: the simulator has otp`;
        throw new OAuthError(400, "unsupported_challenge_type", description);
      }
      if (authenticator_id !== authenticatorOf(user.user_id)) {
        throw new OAuthError(400, "invalid_request", `authenticator_id is ${authenticator_id}: the user has no such`);
      }
      return { challenge_type: "otp" };
    });
    done();
  };
}

/** Always the same one of a user. */
function authenticatorOf(userId: string): string {
  return `totp|dev_${createHash("sha256").update(userId).digest("base64url").slice(0, 16)}`;
}
