import type { FastifyError, FastifyInstance, FastifyReply } from "fastify";
import { badRequest, ManagementApiError, notImplemented, OAuthError } from "./errors";
import { validationRefusal } from "./validation";

/** Every refusal leaves in one of Auth0's two shapes. */
export function replyErrors(app: FastifyInstance): void {
  app.setNotFoundHandler((request) => {
    // Not 404: to a client, that would say that what it asks for is gone already.
    throw notImplemented(`The simulator has no route ${request.method} ${request.url.split("?")[0] ?? ""}`);
  });

  app.setErrorHandler((error: FastifyError | ManagementApiError | OAuthError, _request, reply) => {
    if (error instanceof OAuthError) {
      return reply.code(error.statusCode).send({ error: error.error, error_description: error.description });
    }
    if (error instanceof ManagementApiError) return send(reply, error);
    if (error.validation) return send(reply, validationRefusal(error.validationContext ?? "body", error.validation));
    if (error.statusCode !== undefined && error.statusCode < 500)
      return send(reply, badRequest(error.message, "invalid_body"));

    console.error("simulator: unexpected error", error);
    return send(reply, new ManagementApiError(500, "Internal Server Error", "An internal server error occurred"));
  });
}

function send(reply: FastifyReply, { statusCode, error, message, errorCode }: ManagementApiError) {
  return reply.code(statusCode).send({ statusCode, error, message, ...(errorCode !== undefined && { errorCode }) });
}
