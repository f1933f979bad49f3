/** A refusal by the Management API, in the shape Auth0 gives it: `{ statusCode, error, message, errorCode }`. */
export class ManagementApiError extends Error {
  override readonly name = "ManagementApiError";

  constructor(
    readonly statusCode: number,
    readonly error: string,
    message: string,
    readonly errorCode?: string,
  ) {
    super(message);
  }
}

export const badRequest = (message: string, errorCode?: string) =>
  new ManagementApiError(400, "Bad Request", message, errorCode);

export const unauthorized = (message: string) => new ManagementApiError(401, "Unauthorized", message);

export const forbidden = (message: string, errorCode: string) =>
  new ManagementApiError(403, "Forbidden", message, errorCode);

export const notFound = (message: string, errorCode?: string) =>
  new ManagementApiError(404, "Not Found", message, errorCode);

export const conflict = (message: string, errorCode?: string) =>
  new ManagementApiError(409, "Conflict", message, errorCode);

export const preconditionFailed = (message: string) => new ManagementApiError(412, "Precondition Failed", message);

export const tooManyRequests = (message: string) =>
  new ManagementApiError(429, "Too Many Requests", message, "too_many_requests");

/** What Auth0 may have and the simulator has not. */
export const notImplemented = (message: string) => new ManagementApiError(501, "Not Implemented", message);

/** A refusal by an OAuth endpoint (RFC 6749, section 5.2): `{ error, error_description }`. */
export class OAuthError extends Error {
  override readonly name = "OAuthError";

  constructor(
    readonly statusCode: number,
    readonly error: string,
    readonly description: string,
  ) {
    super(description);
  }
}
