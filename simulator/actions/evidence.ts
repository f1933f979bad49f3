import type { Evidence } from "../evidence";

const EVENT_OBJECT = "Event Object";
const API_OBJECT = "API Object";

/** What is known of the keys of the post-login `event`. What is said of a key goes for those in it. */
export const EVENT_KEYS: Record<string, Evidence> = {
  authentication: { documentation: EVENT_OBJECT },
  "authentication.methods": {
    documentation: EVENT_OBJECT,
    remark: "`pwd`, `mfa` and what the connection gives; a reused session lists its own, with their old times",
  },
  authorization: {
    documentation: EVENT_OBJECT,
    assumption: "roles in the organization count besides those in the tenant",
  },
  client: { documentation: EVENT_OBJECT },
  connection: {
    documentation: EVENT_OBJECT,
    assumption: "the id is made from the name; every connection but the database's has its name as its strategy",
  },
  custom_domain: { documentation: EVENT_OBJECT, remark: "the metadata is empty" },
  organization: { documentation: EVENT_OBJECT },
  refresh_token: { documentation: `${EVENT_OBJECT}; Manage Refresh Tokens with Actions` },
  request: { documentation: EVENT_OBJECT },
  "request.asn": { assumption: "the same for every address" },
  "request.geoip": { assumption: "every address is in Berlin" },
  resource_server: { documentation: EVENT_OBJECT },
  secrets: { documentation: EVENT_OBJECT },
  session: { documentation: `${EVENT_OBJECT}; Manage Sessions with Actions` },
  stats: { documentation: EVENT_OBJECT },
  tenant: { documentation: EVENT_OBJECT, remark: "always `simulator`" },
  transaction: { documentation: EVENT_OBJECT },
  "transaction.requested_authorization_details": { documentation: EVENT_OBJECT, remark: "always empty" },
  user: { documentation: EVENT_OBJECT },
  "user.enrolledFactors": { assumption: "always empty: everybody can be asked for the same code" },
  "user.identities": { documentation: EVENT_OBJECT, remark: "one only: users cannot be linked" },
};

/** What is known of the methods of the post-login `api`. What is said of a part of it goes for its methods. */
export const API_METHODS: Record<string, Evidence> = {
  "access.deny": {
    documentation: API_OBJECT,
    assumption: "without a reason it denies all the same, with `access_denied`",
  },
  accessToken: { documentation: API_OBJECT },
  "accessToken.setCustomClaim": { documentation: `${API_OBJECT}; Create Custom Claims` },
  "authentication.challengeWith": {
    documentation: API_OBJECT,
    remark: "whatever the factor, the user is asked for the code 123456; `additionalFactors` make no difference",
  },
  "authentication.challengeWithAny": {
    documentation: API_OBJECT,
    remark: "whatever the factors, the user is asked for the code 123456",
  },
  cache: {
    documentation: `${API_OBJECT}; Actions Limitations`,
    assumption: "more than 20 entries are refused with `CacheSizeExceeded`",
  },
  "idToken.setCustomClaim": { documentation: `${API_OBJECT}; Create Custom Claims` },
  "multifactor.enable": {
    documentation: API_OBJECT,
    remark: "whatever the provider, the user is asked for the code 123456; the options make no difference",
  },
  "redirect.canRedirect": { documentation: API_OBJECT },
  refreshToken: { documentation: `${API_OBJECT}; Manage Refresh Tokens with Actions` },
  "rules.wasExecuted": { documentation: API_OBJECT, remark: "there are no rules, so it is always false" },
  session: { documentation: `${API_OBJECT}; Manage Sessions with Actions` },
  "session.revoke": {
    documentation: `${API_OBJECT}; Manage Sessions with Actions`,
    assumption: "the application's callback is told as it is of `api.access.deny`",
  },
  "transaction.setMetadata": { documentation: API_OBJECT },
  user: { documentation: API_OBJECT, remark: "written once, after all Actions" },
  "validation.error": { documentation: API_OBJECT, assumption: "it denies with the message" },
};
