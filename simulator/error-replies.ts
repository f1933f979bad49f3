import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { badRequest, ManagementApiError, notImplemented, OAuthError } from "./errors";
import { validationRefusal } from "./validation";

/** Whose refusals have the shape of OAuth's. */
const OAUTH = /^\/(oauth|mfa)\//;

/** Every refusal leaves in one of Auth0's two shapes. */
export function replyErrors(app: FastifyInstance): void {
  app.setNotFoundHandler((request) => {
    // Not 404: to a client, that would say that what it asks for is gone already.
    throw notImplemented(`The simulator has no route ${request.method} ${request.url.split("?")[0] ?? ""}`);
  });
  app.setErrorHandler(replyError);
}

/** Also for what is refused before it is known which route it is for. */
export function replyError(error: FastifyError | Error, { url }: FastifyRequest, reply: FastifyReply): void {
  if (error instanceof OAuthError) return sendOAuth(reply, error.statusCode, error.error, error.description);
  const refusal = refusalOf(error);
  const { statusCode, message } = refusal;
  if (OAUTH.test(url)) return sendOAuth(reply, statusCode, oauthErrorOf(refusal), message);
  void reply.code(statusCode).send({
    statusCode,
    error: refusal.error,
    message,
    ...(refusal.errorCode !== undefined && { errorCode: refusal.errorCode }),
  });
}

function refusalOf(error: Partial<FastifyError> & Error): ManagementApiError {
  if (error instanceof ManagementApiError) return error;
  const { validation, validationContext = "body", statusCode = 500, code, message } = error;
  if (validation) return validationRefusal(validationContext, validation);
  if (code === "FST_ERR_BAD_URL" || code === "FST_ERR_MAX_PARAM_LENGTH") return badRequest(message, "invalid_uri");
  if (statusCode === 413) return new ManagementApiError(413, "Payload Too Large", message);
  if (statusCode < 500) return badRequest(message, "invalid_body");

  console.error("simulator: unexpected error", error);
  return new ManagementApiError(500, "Internal Server Error", "An internal server error occurred");
}

/** RFC 6749, section 5.2, where it has a word for it. */
function oauthErrorOf({ statusCode, error }: ManagementApiError): string {
  if (statusCode === 500) return "server_error";
  if (statusCode === 400 || statusCode === 413) return "invalid_request";
  return error.toLowerCase().replaceAll(" ", "_");
}

function sendOAuth(reply: FastifyReply, statusCode: number, error: string, description: string): void {
  void reply.code(statusCode).send({ error, error_description: description });
}
