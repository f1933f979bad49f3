import type { Management } from "auth0";
import type { TenantReader } from "../../tenant/tenant-reader";
import type { LoggedCall, LoggedCalls } from "./facts";
import { tryToRead, type Optional } from "./optional";

/** An entry of the log, with a field that the SDK's type leaves out. */
type Entry = Management.Log & { auth0_client?: unknown };

/** Source: Auth0 docs, "Log Event Type Codes". */
const GOT_TOKEN = "seccft";
const GOT_NO_TOKEN = "feccft";
const CALLED = "sapi";
const CALL_FAILED = "fapi";

/** What the tenant's log tells about the latest calls of the Action's application. Makes one request, and needs `read:logs`. */
export function readLoggedCalls(reader: TenantReader, clientId: string): Promise<Optional<LoggedCalls>> {
  return tryToRead(async () => {
    const types = [GOT_TOKEN, GOT_NO_TOKEN, CALLED, CALL_FAILED].join(" OR ");
    const q = `client_id:"${clientId}" AND type:(${types})`;
    // The SDK's method has no parameter `q`, and takes a bare array, which is what Auth0 answers, for an empty page.
    const page = { sort: "date:-1", per_page: 100, page: 0, include_totals: false };
    const { response } = await reader.management.logs.list(page, { queryParams: { q } });
    const answer = response as Entry[] | { logs?: Entry[] };
    return latestOf(Array.isArray(answer) ? answer : (answer.logs ?? []));
  });
}

/** @param entries the log's entries, latest first */
export function latestOf(entries: readonly Entry[]): LoggedCalls {
  const tokenRequest = entries.find(
    // The Action requests tokens without an SDK. A request through an SDK is somebody else's, such as the doctor's.
    ({ type, auth0_client }) => (type === GOT_TOKEN || type === GOT_NO_TOKEN) && auth0_client === undefined,
  );
  const call = entries.find((entry) => entry.type === CALLED || isForbidden(entry));
  return {
    tokenRequest: tokenRequest && describe(tokenRequest, tokenRequest.type === GOT_NO_TOKEN),
    call: call && describe(call, call.type === CALL_FAILED),
  };
}

/** Any other failure, such as a session that has already ended, says nothing about the token. */
function isForbidden({ type, details }: Entry): boolean {
  const { response } = (details ?? {}) as { response?: { statusCode?: number } };
  return type === CALL_FAILED && response?.statusCode === 403;
}

function describe({ date, description }: Entry, refused: boolean): LoggedCall {
  return { date: typeof date === "string" ? date : "", refused, description: description ?? "" };
}
