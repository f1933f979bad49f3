/** What an error from the SDK tells, without the request that led to it. */
export interface ApiError {
  /** The HTTP status; undefined if no answer arrived. */
  readonly status?: number;
  readonly errorCode?: string;
  readonly message: string;
  /** The status and the message in one line. */
  readonly reason: string;
}

/** Describes an error. The Management API answers `{ message, errorCode }`, the token endpoint `{ error_description }`. */
export function describeError(error: unknown): ApiError {
  const { statusCode: status, body, cause, message: ownMessage } = error as SdkError;
  const { message = body?.error_description, errorCode } = body ?? {};
  const told = message ?? cause?.cause?.message ?? cause?.message ?? ownMessage.split("\n", 1).join();
  return { status, errorCode, message: told, reason: [status, told].filter(Boolean).join(" ") };
}

interface SdkError extends Error {
  statusCode?: number;
  body?: { message?: string; error_description?: string; errorCode?: string };
  cause?: Error & { cause?: Error };
}

/** Why the Management API forbids a call. */
export type Refusal = "scope" | "plan" | "feature" | "unknown";

/**
 * Distinguishes the kinds of 403 by `errorCode` or, if there is none, by the message, whose wording varies.
 *
 * @returns undefined if the answer is not a 403
 */
export function refusalOf({ status, errorCode, message = "" }: Partial<ApiError>): Refusal | undefined {
  if (status !== 403) return undefined;
  if (errorCode === "insufficient_scope" || /insufficient scope/i.test(message)) return "scope";
  if (errorCode === "insufficient_entitlement" || /entitlement|upgrade your subscription/i.test(message)) return "plan";
  if (errorCode === "feature_not_enabled") return "feature";
  return "unknown";
}
