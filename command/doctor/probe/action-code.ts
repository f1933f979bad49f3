import { AUTH0_SDK } from "../../../contract/pins";

/** Of the test user's `app_metadata`. */
export const METADATA_KEY = "single_session_probe";

/** What the probe's Action writes there at a login. */
export interface LoginRecord {
  /** The id of the login's session; null where it has none. */
  readonly session: string | null;
  /** 200 if sessions could be listed, 0 if no answer came. */
  readonly status: number;
  readonly errorCode?: string;
  readonly message?: string;
  /** Whether the login's session was among them. */
  readonly listed?: boolean;
}

/**
 * Lists the sessions of the test user at a login, as our Action does, and writes down what came of it: an Action's console can be
 * read through no API. Anybody else's login it leaves alone, and no login fails because of it.
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
