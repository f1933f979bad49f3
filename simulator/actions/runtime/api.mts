import type { ActionEvent, Command } from "../messages.ts";
import { withTransactionEntry } from "./metadata.mts";
import { refreshTokenApi } from "./refresh-token.mts";
import { sessionApi } from "./session.mts";

/** `api` of one execution: it records what the Action asks for, which takes effect after the Action. */
export function createApi(
  event: ActionEvent,
  { cache, record }: { cache: object; record: (command: Command) => void },
): unknown {
  const api: unknown = orNotSimulated("api", {
    cache,
    session: sessionApi(event, record),
    refreshToken: refreshTokenApi(event, record),
    access: {
      deny(reason: string) {
        record({ type: "deny", reason });
        return api;
      },
    },
    user: {
      setAppMetadata(key: string, value: unknown) {
        record({ type: "setAppMetadata", key, value });
        return api;
      },
      setUserMetadata(key: string, value: unknown) {
        record({ type: "setUserMetadata", key, value });
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
    transaction: {
      setMetadata(key: string, value: string | number | boolean | null) {
        const metadata = withTransactionEntry(event.transaction?.metadata ?? {}, key, value);
        event.transaction = { ...event.transaction, metadata };
        record({ type: "setTransactionMetadata", metadata });
      },
    },
  });
  return api;
}

/** Auth0's `api` has more than this one; what is missing here says so when it is called, rather than do nothing. */
function orNotSimulated(path: string, part: Record<string, object>): object {
  const parts = Object.fromEntries(
    Object.entries(part).map(([name, methods]) => [name, withOtherMethods(`${path}.${name}`, methods)]),
  );
  return withOthers(parts, (name) => withOtherMethods(`${path}.${name}`, {}));
}

function withOtherMethods(path: string, methods: object): object {
  return withOthers(methods, (name) => () => {
    throw new Error(`${path}.${name} is not simulated`);
  });
}

/** Nobody means `then`: it is what `await` looks for. */
function withOthers(known: object, other: (name: string) => unknown): object {
  return new Proxy(known, {
    get: (_known, name): unknown =>
      name in known || typeof name === "symbol" || name === "then" ? Reflect.get(known, name) : other(name),
  });
}
