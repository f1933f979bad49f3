import { randomBytes, randomInt } from "node:crypto";

const BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
const ALPHANUMERIC = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** Identifiers and secrets have the lengths and alphabets of those that Auth0 gives out. */
export const newClientId = () => pick(ALPHANUMERIC, 32);
export const newClientSecret = () => randomBytes(48).toString("base64url");
export const newClientGrantId = () => `cgr_${pick(ALPHANUMERIC, 16)}`;
export const newCredentialId = () => `cred_${pick(BASE58, 22)}`;
export const newResourceServerId = () => randomBytes(12).toString("hex");
export const newUserId = () => randomBytes(12).toString("hex");
export const newSessionId = () => randomBytes(24).toString("base64url");
export const newRoleId = () => `rol_${pick(ALPHANUMERIC, 16)}`;
export const newConnectionId = () => `con_${pick(ALPHANUMERIC, 16)}`;
export const newOrganizationId = () => `org_${pick(ALPHANUMERIC, 16)}`;
export const newDiscoveryDomainId = () => `ord_${pick(BASE58, 22)}`;
export const newUserAttributeProfileId = () => `uap_${pick(BASE58, 22)}`;
export const newConnectionProfileId = () => `cop_${pick(BASE58, 22)}`;
export const newRefreshTokenId = () => `rt_${pick(BASE58, 16)}`;
export const newRefreshToken = () => `v1.${randomBytes(40).toString("base64url")}`;

function pick(alphabet: string, length: number): string {
  return Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join("");
}
