import { badRequest } from "../errors";
import type { ConnectionFields, StoredConnection } from "../tenant/connections";

/** By which attributes a database knows its users. */
type Attributes = Record<
  string,
  { identifier?: { active?: boolean }; signup?: { status?: string }; unique?: boolean } | undefined
>;

/**
 * What Auth0 refuses of a connection, in its words. Source: the provider's recordings of TestAccConnectionOptionsAttr…,
 * TestAccConnectionAddEmailAttributeNonUnique and TestAccConnectionCrossAppAccessRequestingAppNegative.
 *
 * @param current what is there already, if anything is
 * @throws ManagementApiError 400
 */
export function checkConnection(strategy: string, fields: ConnectionFields, current?: StoredConnection): void {
  const { options = {}, cross_app_access_requesting_app: requesting } = fields;
  if (requesting?.active && strategy === "auth0") {
    throw badRequest(
      "Cross App Access Requesting App is not supported for this connection.",
      "operation_not_supported",
    );
  }
  if (!options.attributes) return;
  const attributes = options.attributes as Attributes;
  const refuse = (message: string) => badRequest(message, "invalid_body");
  for (const older of ["requires_username", "validation"]) {
    if (options[older]) throw refuse(`Cannot set both options.attributes and options.${older}`);
  }
  const active = Object.entries(attributes).filter(([, attribute]) => attribute?.identifier?.active);
  if (active.length === 0) throw refuse("attributes must contain one active identifier");
  const unasked = active.find(([, attribute]) => attribute?.signup?.status === "inactive");
  if (unasked) throw refuse(`attribute ${unasked[0]} must also be required on signup`);
  if (current && isNonUnique(attributes) && !isNonUnique(current.options?.attributes as Attributes | undefined)) {
    throw refuse("cannot add non-unique email attribute");
  }
}

function isNonUnique(attributes: Attributes | undefined): boolean {
  return attributes?.email?.unique === false;
}
