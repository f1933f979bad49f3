import type { ActionEvent, Command } from "../messages.ts";
import { authenticationApi, canInteract } from "./authentication.mts";
import { userEntry, withTransactionEntry } from "./metadata.mts";
import { notSimulated } from "./not-simulated.mts";
import { reasonGiven } from "./reason.mts";
import { refreshTokenApi } from "./refresh-token.mts";
import { sessionApi } from "./session.mts";

const MULTIFACTOR_PROVIDERS = ["none", "guardian", "google-authenticator", "duo", "any"];

/**
 * `api` of one execution: it records what the Action asks for, which takes effect after the Action. It has the methods that
 * Auth0 documents and no others; those that are not simulated throw.
 */
export function createApi(
  event: ActionEvent,
  { cache, record }: { cache: object; record: (command: Command) => void },
): unknown {
  const api = {
    ...notSimulated,
    cache,
    authentication: { ...notSimulated.authentication, ...authenticationApi(record) },
    session: sessionApi(event, record),
    refreshToken: refreshTokenApi(event, record),
    access: {
      deny(reason?: unknown) {
        record({ type: "deny", reason: reasonGiven(reason) });
        return api;
      },
    },
    validation: {
      error(errorCode: unknown, errorMessage: unknown) {
        record({ type: "deny", reason: reasonGiven(errorMessage ?? errorCode) });
        return api;
      },
    },
    user: {
      setAppMetadata(key: string, value: unknown) {
        record({ type: "setAppMetadata", ...userEntry(key, value) });
        return api;
      },
      setUserMetadata(key: string, value: unknown) {
        record({ type: "setUserMetadata", ...userEntry(key, value) });
        return api;
      },
    },
    idToken: {
      setCustomClaim(key: string, value: unknown) {
        record({ type: "setIdTokenClaim", key, value });
        return api;
      },
    },
    accessToken: {
      setCustomClaim(key: string, value: unknown) {
        record({ type: "setAccessTokenClaim", key, value });
        return api;
      },
      addScope(scope: string) {
        record({ type: "addAccessTokenScope", scope });
      },
      removeScope(scope: string) {
        record({ type: "removeAccessTokenScope", scope });
      },
    },
    multifactor: {
      enable(provider: string) {
        if (!MULTIFACTOR_PROVIDERS.includes(provider)) {
          throw new Error(`multifactor provider is ${provider}: allowed are ${MULTIFACTOR_PROVIDERS.join(", ")}`);
        }
        record({ type: "setMultifactor", enabled: provider !== "none" });
        return api;
      },
    },
    redirect: {
      ...notSimulated.redirect,
      canRedirect: () => canInteract(event),
    },
    rules: {
      /** There are no rules here. */
      wasExecuted: () => false,
    },
    transaction: {
      setMetadata(key: string, value: string | number | boolean | null) {
        const metadata = withTransactionEntry(event.transaction?.metadata ?? {}, key, value);
        event.transaction = { ...event.transaction, metadata };
        record({ type: "setTransactionMetadata", metadata });
      },
    },
  };
  return api;
}
