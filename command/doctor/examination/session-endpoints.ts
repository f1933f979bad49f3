import { describeError } from "../../tenant/api-error";
import type { SessionEndpoints } from "./facts";
import type { TenantReader } from "../../tenant/tenant-reader";

/** The id of a user who does not exist, for when no user can be listed or there is none. */
const NOBODY = "auth0|single-session-doctor";

/**
 * Lists one user's sessions, as the Action does at a login.
 *
 * @param application reads the tenant as the Action's application, if the doctor got a token for it
 */
export async function trySessionEndpoints(
  doctor: TenantReader,
  application: TenantReader | undefined,
): Promise<SessionEndpoints> {
  const user = (await anyUser(doctor)) ?? NOBODY;
  const askedAs = application ? "application" : "doctor";
  try {
    await (application ?? doctor).management.users.sessions.list(user, { take: 1 });
    return { askedAs, status: 200 };
  } catch (error) {
    const { status = 0, errorCode, message } = describeError(error);
    return { askedAs, status, errorCode, message };
  }
}

async function anyUser({ management }: TenantReader): Promise<string | undefined> {
  try {
    const { data } = await management.users.list({ per_page: 1, fields: "user_id", include_fields: true });
    return data[0]?.user_id;
  } catch {
    return undefined; // this is not a finding: a user who does not exist is used instead
  }
}
