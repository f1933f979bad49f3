import type { webcrypto } from "node:crypto";
import {
  calculateJwkThumbprint,
  errors,
  exportJWK,
  generateKeyPair,
  importJWK,
  jwtVerify,
  SignJWT,
  type JWK,
} from "jose";
import { OAuthError, unauthorized } from "../errors";

const ALGORITHM = "RS256";

export interface AccessTokenClaims {
  /** `https://<the domain it was asked for at>/` */
  issuer: string;
  audience: string;
  clientId: string;
  scopes: readonly string[];
  /** Seconds. */
  lifetime: number;
}

/** Who calls the Management API, and what they may do there. */
export interface Caller {
  clientId: string;
  scopes: ReadonlySet<string>;
}

/** Issues the tenant's access tokens and checks those that come back. */
export class AccessTokens {
  /**
   * The token that was good last. An application's calls carry the same one, and to check its signature takes a fifth of the time
   * that the simulator needs for a call.
   */
  private last?: { token: string; issuer: string; audience: string; caller: Caller; expiresAt: number };

  private constructor(
    private readonly privateKey: webcrypto.CryptoKey,
    private readonly publicKey: webcrypto.CryptoKey,
    /** The private key, for what else the tenant signs. */
    readonly jwk: JWK & { kid: string },
  ) {}

  static async withNewKey(): Promise<AccessTokens> {
    const { privateKey } = await generateKeyPair(ALGORITHM, { extractable: true });
    return AccessTokens.withKey(await exportJWK(privateKey));
  }

  /** @param key private, for RSA */
  static async withKey(key: JWK): Promise<AccessTokens> {
    const { kty, n, e } = key;
    const kid = await calculateJwkThumbprint({ kty, n, e });
    const [privateKey, publicKey] = await Promise.all([importJWK(key, ALGORITHM), importJWK({ kty, n, e }, ALGORITHM)]);
    return new AccessTokens(privateKey as webcrypto.CryptoKey, publicKey as webcrypto.CryptoKey, {
      ...key,
      kid,
      alg: ALGORITHM,
      use: "sig",
    });
  }

  issue({ issuer, audience, clientId, scopes, lifetime }: AccessTokenClaims): Promise<string> {
    const now = Math.floor(Date.now() / 1000);
    return new SignJWT({ scope: scopes.join(" "), gty: "client-credentials", azp: clientId })
      .setProtectedHeader({ alg: ALGORITHM, typ: "JWT", kid: this.jwk.kid })
      .setIssuer(issuer)
      .setSubject(`${clientId}@clients`)
      .setAudience(audience)
      .setIssuedAt(now)
      .setExpirationTime(now + lifetime)
      .sign(this.privateKey);
  }

  /** @throws ManagementApiError 401 */
  async verify(token: string, expected: { issuer: string; audience: string }): Promise<Caller> {
    const { last } = this;
    const isLast = last?.token === token && last.issuer === expected.issuer && last.audience === expected.audience;
    if (isLast && Date.now() < last.expiresAt) return last.caller;
    try {
      const { payload } = await jwtVerify(token, this.publicKey, { algorithms: [ALGORITHM], ...expected });
      const caller = { clientId: String(payload.azp), scopes: new Set(String(payload.scope).split(" ")) };
      this.last = { token, ...expected, caller, expiresAt: Number(payload.exp) * 1000 };
      return caller;
    } catch (error) {
      if (error instanceof errors.JWTExpired)
        throw unauthorized("Expired token received for JSON Web Token validation");
      if (error instanceof errors.JWTClaimValidationFailed && error.claim === "aud") {
        throw unauthorized(`Bad audience: the Management API is ${expected.audience}`);
      }
      if (error instanceof errors.JOSEError) throw unauthorized("Invalid token");
      throw error;
    }
  }

  /**
   * Whose token for an API it is, and what of the user it may tell.
   *
   * @throws OAuthError 401
   */
  async verifyUser(token: string, issuer: string): Promise<{ sub: string; scopes: ReadonlySet<string> }> {
    try {
      const expected = { issuer, audience: `${issuer}userinfo`, algorithms: [ALGORITHM] };
      const { payload } = await jwtVerify(token, this.publicKey, expected);
      return { sub: String(payload.sub), scopes: new Set(String(payload.scope).split(" ")) };
    } catch (error) {
      if (error instanceof errors.JOSEError) throw new OAuthError(401, "invalid_token", "Invalid access token");
      throw error;
    }
  }
}
