// Source: Auth0's documentation of session and refresh token metadata, and of the transaction's.
const maxEntries = 25;
const maxValueLength = 255;
const validKey = /^[\w-]{1,255}$/;
const maxTransactionKeyLength = 64;
const maxTransactionValueBytes = 8 * 1024;
const maxTransactionBytes = 16 * 1024;

type Metadata = Record<string, string>;
type TransactionMetadata = Record<string, string | number | boolean>;

/**
 * The metadata of a session or of a refresh token with one more entry, or, for a value of null, with one less.
 * @throws Error when it would not be metadata any more
 */
export function withEntry(metadata: Metadata, key: unknown, value: unknown): Metadata {
  if (typeof key !== "string" || !validKey.test(key)) {
    throw new Error(`metadata key ${show(key)} is not 1 to 255 letters, digits, underscores or hyphens`);
  }
  if (value === null) return withoutEntry(metadata, key);
  if (typeof value !== "string" || value.length > maxValueLength || value.includes("\0")) {
    throw new Error(`metadata ${key} is ${show(value)}, not a string of at most ${maxValueLength} characters`);
  }
  const changed = { ...metadata, [key]: value };
  if (Object.keys(changed).length > maxEntries) {
    throw new Error(`metadata ${key} would be entry ${maxEntries + 1} of at most ${maxEntries}`);
  }
  return changed;
}

export function withoutEntry<T extends object>(metadata: T, key: string): T {
  return Object.fromEntries(Object.entries(metadata).filter(([other]) => other !== key)) as T;
}

/**
 * The same for a transaction, which has limits of its own.
 * @throws Error when it would not be metadata any more
 */
export function withTransactionEntry(metadata: TransactionMetadata, key: unknown, value: unknown): TransactionMetadata {
  if (typeof key !== "string" || key.length === 0 || key.length > maxTransactionKeyLength) {
    throw new Error(`transaction metadata key ${show(key)} is not 1 to ${maxTransactionKeyLength} characters`);
  }
  if (value === null) return withoutEntry(metadata, key);
  if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean") {
    throw new Error(`transaction metadata ${key} is ${show(value)}, not a string, a number or a boolean`);
  }
  if (bytes(value) > maxTransactionValueBytes) {
    throw new Error(`transaction metadata ${key} has ${bytes(value)} bytes of at most ${maxTransactionValueBytes}`);
  }
  const changed = { ...metadata, [key]: value };
  if (bytes(changed) > maxTransactionBytes) {
    throw new Error(`transaction metadata has ${bytes(changed)} bytes of at most ${maxTransactionBytes}`);
  }
  return changed;
}

function bytes(value: unknown): number {
  return Buffer.byteLength(typeof value === "string" ? value : JSON.stringify(value), "utf8");
}

function show(value: unknown): string {
  return JSON.stringify(value) ?? String(value);
}
