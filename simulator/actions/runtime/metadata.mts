// Source: Auth0's documentation of session and refresh token metadata, and of the transaction's.
const MAX_ENTRIES = 25;
const MAX_VALUE_LENGTH = 255;
const VALID_KEY = /^[\w-]{1,255}$/;
const MAX_TRANSACTION_KEY_LENGTH = 64;
const MAX_TRANSACTION_VALUE_BYTES = 8 * 1024;
const MAX_TRANSACTION_BYTES = 16 * 1024;

/** The Management API takes no deeper one either, see ../../request-bodies.ts. */
const MAX_DEPTH = 100;

type Metadata = Record<string, string>;
type TransactionMetadata = Record<string, string | number | boolean>;

/**
 * The metadata of a session or of a refresh token with one more entry, or, for a value of null, with one less.
 *
 * @throws Error if it would not be metadata any more
 */
export function withEntry(metadata: Metadata, key: unknown, value: unknown): Metadata {
  if (typeof key !== "string" || !VALID_KEY.test(key)) {
    throw new Error(`metadata key ${show(key)} is not 1 to 255 letters, digits, underscores or hyphens`);
  }
  if (value === null) return withoutEntry(metadata, key);
  if (typeof value !== "string" || value.length > MAX_VALUE_LENGTH || value.includes("\0")) {
    throw new Error(`metadata ${key} is ${show(value)}, not a string of at most ${MAX_VALUE_LENGTH} characters`);
  }
  const changed = { ...metadata, [key]: value };
  if (Object.keys(changed).length > MAX_ENTRIES) {
    throw new Error(`metadata ${key} would be entry ${MAX_ENTRIES + 1} of at most ${MAX_ENTRIES}`);
  }
  return changed;
}

export function withoutEntry<T extends object>(metadata: T, key: string): T {
  return Object.fromEntries(Object.entries(metadata).filter(([other]) => other !== key)) as T;
}

/**
 * The same for a transaction, which has limits of its own.
 *
 * @throws Error if it would not be metadata any more
 */
export function withTransactionEntry(metadata: TransactionMetadata, key: unknown, value: unknown): TransactionMetadata {
  if (typeof key !== "string" || key.length === 0 || key.length > MAX_TRANSACTION_KEY_LENGTH) {
    throw new Error(`transaction metadata key ${show(key)} is not 1 to ${MAX_TRANSACTION_KEY_LENGTH} characters`);
  }
  if (value === null) return withoutEntry(metadata, key);
  if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean") {
    throw new Error(`transaction metadata ${key} is ${show(value)}, not a string, a number or a boolean`);
  }
  if (bytes(value) > MAX_TRANSACTION_VALUE_BYTES) {
    throw new Error(`transaction metadata ${key} has ${bytes(value)} bytes of at most ${MAX_TRANSACTION_VALUE_BYTES}`);
  }
  const changed = { ...metadata, [key]: value };
  if (bytes(changed) > MAX_TRANSACTION_BYTES) {
    throw new Error(`transaction metadata has ${bytes(changed)} bytes of at most ${MAX_TRANSACTION_BYTES}`);
  }
  return changed;
}

/**
 * An entry of a user's metadata.
 *
 * @throws Error if it is nested too deeply to be written as JSON again
 */
export function userEntry(key: string, value: unknown): { key: string; value: unknown } {
  if (isDeeperThan(MAX_DEPTH, { [key]: value }))
    throw new Error(`metadata ${key} is nested deeper than ${MAX_DEPTH} levels`);
  return { key, value };
}

function isDeeperThan(levels: number, value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeperThan(levels - 1, inner));
}

function bytes(value: unknown): number {
  return Buffer.byteLength(typeof value === "string" ? value : JSON.stringify(value), "utf8");
}

function show(value: unknown): string {
  return JSON.stringify(value) ?? String(value);
}
