/** What Auth0's `api` of the post-login trigger has besides, as of November 2026. Source: its reference of that object. */
const METHODS = {
  authentication: ["enrollWith", "enrollWithAny", "recordMethod", "setPrimaryUser"],
  groups: ["getUserGroups", "hasGroupMembership"],
  prompt: ["render"],
  redirect: ["encodeToken", "sendUserTo", "validateToken"],
  roles: ["getUserEffectiveRoles", "getUserEffectiveRolesByIds", "getUserEffectiveRolesByNames"],
  samlResponse: [
    "setAttribute",
    "setAudience",
    "setRecipient",
    "setCreateUpnClaim",
    "setPassthroughClaimsWithNoMapping",
    "setMapUnknownClaimsAsIs",
    "setMapIdentities",
    "setSignatureAlgorithm",
    "setDigestAlgorithm",
    "setDestination",
    "setLifetimeInSeconds",
    "setSignResponse",
    "setNameIdentifierFormat",
    "setNameIdentifierProbes",
    "setAuthnContextClassRef",
    "setSigningCert",
    "setIncludeAttributeNameFormat",
    "setTypedAttributes",
    "setEncryptionCert",
    "setEncryptionPublicKey",
    "setCert",
    "setKey",
    "setRelayState",
    "setIssuer",
    "setEncryptionAlgorithm",
  ],
} as const;

type NotSimulated = { [Part in keyof typeof METHODS]: Record<string, () => never> };

/** Each of them says so when it is called, rather than do nothing. */
export const notSimulated = Object.fromEntries(
  Object.entries(METHODS).map(([part, names]) => [
    part,
    Object.fromEntries(names.map((name) => [name, refusing(`api.${part}.${name}`)])),
  ]),
) as NotSimulated;

function refusing(method: string): () => never {
  return () => {
    throw new Error(`${method} is not simulated`);
  };
}
