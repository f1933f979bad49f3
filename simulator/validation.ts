import Ajv from "ajv";
import addFormats from "ajv-formats";
import type { FastifyInstance, FastifySchemaValidationError } from "fastify";
import { badRequest, type ManagementApiError } from "./errors";

const OPTIONS = { useDefaults: true, removeAdditional: false, allowUnionTypes: true } as const;
/** A body keeps its types: a number is no text. */
const bodies = addFormats(new Ajv(OPTIONS));
/** What stands in a URL is text and becomes the type that the schema names. */
const urls = addFormats(new Ajv({ ...OPTIONS, coerceTypes: "array" }));

export function validateRequests(app: FastifyInstance): void {
  app.setValidatorCompiler<object>(({ schema, httpPart }) => (httpPart === "body" ? bodies : urls).compile(schema));
}

const PARTS = {
  body: { name: "Payload", errorCode: "invalid_body" },
  querystring: { name: "Query", errorCode: "invalid_query_string" },
  params: { name: "Path", errorCode: "invalid_uri" },
  headers: { name: "Headers", errorCode: "invalid_headers" },
};

/** Auth0's words for a request that does not fit its schema. */
export function validationRefusal(
  part: keyof typeof PARTS,
  [failure]: readonly FastifySchemaValidationError[],
): ManagementApiError {
  const { name, errorCode } = PARTS[part];
  return badRequest(`${name} validation error: '${failure ? failureText(failure) : "invalid"}'.`, errorCode);
}

function failureText({ keyword, instancePath, params, message = "" }: FastifySchemaValidationError): string {
  const property = instancePath.slice(1).replaceAll("/", ".");
  switch (keyword) {
    case "additionalProperties":
      return `Additional properties not allowed: ${String(params.additionalProperty)}${property && ` in ${property}`}`;
    case "required":
      return `Missing required property: ${String(params.missingProperty)}${property && ` in ${property}`}`;
    case "enum":
      return `${property} must be one of ${(params.allowedValues as unknown[]).join(", ")}`;
    default:
      return property ? `${property} ${message}` : message;
  }
}
