import type { ActionEvent, Command } from "../messages.ts";
import { reasonGiven } from "./reason.mts";
import { requireTime } from "./time.mts";
import { withEntry, withoutEntry } from "./metadata.mts";

/**
 * `api.refreshToken`. Apart from `revoke`, it is also for the token that a login is about to issue, so an event without
 * `refresh_token` is no hindrance, and stays without it.
 */
export function refreshTokenApi(event: ActionEvent, record: (command: Command) => void) {
  let metadata = { ...event.refresh_token?.metadata };
  const setMetadata = (changed: Record<string, string>) => {
    metadata = changed;
    if (event.refresh_token) event.refresh_token.metadata = { ...metadata };
    record({ type: "setRefreshTokenMetadata", metadata });
  };

  return {
    revoke(reason?: unknown) {
      if (event.transaction?.protocol !== "oauth2-refresh-token") {
        throw new Error(
          "api.refreshToken.revoke is for a refresh token exchange only: check event.transaction?.protocol, which is " +
            String(event.transaction?.protocol),
        );
      }
      record({ type: "revokeRefreshToken", reason: reasonGiven(reason) });
    },
    setExpiresAt(at: number) {
      record({ type: "setRefreshTokenExpiresAt", at: requireTime("api.refreshToken.setExpiresAt", at) });
    },
    setIdleExpiresAt(at: number) {
      record({ type: "setRefreshTokenIdleExpiresAt", at: requireTime("api.refreshToken.setIdleExpiresAt", at) });
    },
    setMetadata(key: string, value: string | null) {
      setMetadata(withEntry(metadata, key, value));
    },
    deleteMetadata(key: string) {
      setMetadata(withoutEntry(metadata, key));
    },
    evictMetadata() {
      setMetadata({});
    },
  };
}
