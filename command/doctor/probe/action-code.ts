import { AUTH0_SDK } from "../../../contract/pins";

/** The key in the test user's `app_metadata` under which the probe's Action writes. */
export const METADATA_KEY = "single_session_probe";

/** What the probe's Action writes there at a login. */
export interface LoginRecord {
  /** The id of the login's session; null if it has none. */
  readonly session: string | null;
  /** The HTTP status: 200 if sessions could be listed, 0 if no answer arrived. */
  readonly status: number;
  readonly errorCode?: string;
  readonly message?: string;
  /** Whether the login's own session was listed. */
  readonly listed?: boolean;
}

/**
 * Lists the test user's sessions at a login, as our Action does, and records the result in the user's metadata, because no API can
 * read an Action's console. It does nothing at anybody else's login, and no login fails because of it.
 */
export const ACTION_CODE = `exports.onExecutePostLogin = async (event, api) => {
  const { domain, audience, clientId, clientSecret, userId } = event.secrets;
  if (event.user.user_id !== userId) return;
  const session = event.session?.id ?? null;
  const record = { session, status: 0 };
  try {
    const { ManagementClient } = require("${AUTH0_SDK.name}");
    const management = new ManagementClient({ domain, audience, clientId, clientSecret, timeoutInSeconds: 5, maxRetries: 0 });
    const page = await management.users.sessions.list(userId, { take: 100 });
    Object.assign(record, { status: 200, listed: page.data.some(({ id }) => id === session) });
  } catch (error) {
    const { errorCode, message = error?.message } = error?.body ?? {};
    Object.assign(record, { status: error?.statusCode ?? 0, errorCode, message });
  }
  api.user.setAppMetadata("${METADATA_KEY}", record);
};
`;
