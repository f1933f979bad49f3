/**
 * Claims that an Action cannot set: Auth0 lets the login go on without them. Source: Auth0, "Create Custom Claims", general
 * restrictions.
 */
const RESTRICTED = new Set(
  [
    "acr act active amr at_hash ath attest aud auth_time authorization_details azp c_hash client_id cnf cty dest",
    "entitlements events exp groups gty htm htu iat internalService iss jcard jku jti jwe jwk kid may_act mky nbf nonce",
    "object_id org_id org_name orig origid permissions roles rph s_hash sid sip_callid sip_cseq_num sip_date sip_from_tag",
    "sip_via_branch sub sub_jwk toe txn typ uuid vot vtm x5t#S256",
  ].flatMap((names) => names.split(" ")),
);

export function isRestricted(claim: string): boolean {
  return RESTRICTED.has(claim);
}
