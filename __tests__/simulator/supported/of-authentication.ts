import type { Evidence } from "../../../simulator/evidence";
import { DOCUMENTED_AUTHENTICATION, DOCUMENTED_GRANT_TYPES } from "./documented";
import type { Observed } from "./observed";
import type { Part } from "./part";

/** The documented operations of the Authentication API; the token endpoint by grant type. */
export function authenticationOf(statuses: Observed["statuses"], evidence: Record<string, Evidence>): Part[] {
  const grants = DOCUMENTED_GRANT_TYPES.map((grantType) => `POST /oauth/token, grant_type=${grantType}`);
  return [...DOCUMENTED_AUTHENTICATION, ...grants].map((name) => {
    const isSupported = statuses[name] !== 501;
    return { name, isSupported, support: isSupported ? "supported" : "501", evidence: evidence[name] ?? {} };
  });
}
