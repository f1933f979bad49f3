import type { ActionEvent, Command } from "../messages.ts";
import { reasonGiven } from "./reason.mts";
import { requireTime } from "./time.mts";
import { withEntry, withoutEntry } from "./metadata.mts";

/**
 * `api.session`, which is about the current session only. Without one, what only tidies up does nothing, and what the Action
 * counts on throws.
 */
export function sessionApi(event: ActionEvent, record: (command: Command) => void) {
  const setMetadata = (metadata: Record<string, string>) => {
    if (event.session) event.session.metadata = { ...metadata };
    record({ type: "setSessionMetadata", metadata });
  };

  return {
    revoke(reason?: unknown, { preserveRefreshTokens = false }: { preserveRefreshTokens?: boolean } = {}) {
      requireSession(event, "revoke");
      record({ type: "revokeSession", reason: reasonGiven(reason), preserveRefreshTokens });
    },
    setExpiresAt(at: number) {
      requireSession(event, "setExpiresAt");
      record({ type: "setSessionExpiresAt", at: requireTime("api.session.setExpiresAt", at) });
    },
    setIdleExpiresAt(at: number) {
      requireSession(event, "setIdleExpiresAt");
      record({ type: "setSessionIdleExpiresAt", at: requireTime("api.session.setIdleExpiresAt", at) });
    },
    setCookieMode(mode: "persistent" | "non-persistent") {
      if (mode !== "persistent" && mode !== "non-persistent") {
        throw new Error(`cookie mode is ${String(mode)}: allowed are persistent and non-persistent`);
      }
      if (!event.session) return;
      event.session.cookie = { mode };
      record({ type: "setSessionCookieMode", mode });
    },
    setMetadata(key: string, value: string | null) {
      const { metadata = {} } = requireSession(event, "setMetadata");
      setMetadata(withEntry(metadata, key, value));
    },
    deleteMetadata(key: string) {
      if (event.session) setMetadata(withoutEntry(event.session.metadata ?? {}, key));
    },
    evictMetadata() {
      if (event.session) setMetadata({});
    },
  };
}

function requireSession({ session }: ActionEvent, method: string): NonNullable<ActionEvent["session"]> {
  if (session?.id !== undefined) return session;
  throw new Error(`api.session.${method} needs a session and this login has none: check event.session?.id first`);
}
