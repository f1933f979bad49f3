import Ajv, { type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";
import type { FastifyInstance, FastifySchemaValidationError } from "fastify";
import { badRequest, type ManagementApiError } from "./errors";

const OPTIONS = { useDefaults: true, removeAdditional: false, allowUnionTypes: true, discriminator: true } as const;
/** A body keeps its types: a number is no text. */
const compileForBody = compiler(addFormats(new Ajv(OPTIONS)));
/** What stands in a URL is text and becomes the type that the schema names. */
const compileForUrl = compiler(addFormats(new Ajv({ ...OPTIONS, coerceTypes: "array" })));

/** Compiles each schema once in a process: simulators and routes have many in common, and to compile one takes milliseconds. */
function compiler(ajv: Ajv): (schema: object) => ValidateFunction {
  const compiled = new Map<string, ValidateFunction>();
  return (schema) => {
    const text = JSON.stringify(schema);
    const validate = compiled.get(text) ?? ajv.compile(schema);
    compiled.set(text, validate);
    return validate;
  };
}

export function validateRequests(app: FastifyInstance): void {
  app.setValidatorCompiler<object>(({ schema, httpPart }) => {
    if (httpPart === "body") return compileForBody(schema);
    const validate = compileForUrl(schema);
    return (values: object) => {
      const part = httpPart as keyof typeof PARTS;
      if (!validate(values)) return { error: validationRefusal(part, validate.errors ?? []) };
      const infinite = nameOfInfinite(values);
      return infinite === undefined ? { value: values } : { error: refusal(part, `${infinite} is too large`) };
    };
  });
}

/** Ajv makes Infinity of "1e999", and holds it against no maximum. */
function nameOfInfinite(values: object): string | undefined {
  return Object.entries(values).find(([, value]) => value === Infinity || value === -Infinity)?.[0];
}

type Failure = Pick<FastifySchemaValidationError, "keyword" | "instancePath" | "params" | "message">;

const PARTS = {
  body: { name: "Payload", errorCode: "invalid_body" },
  querystring: { name: "Query", errorCode: "invalid_query_string" },
  params: { name: "Path", errorCode: "invalid_uri" },
  headers: { name: "Headers", errorCode: "invalid_headers" },
};

/** Auth0's words for a request that does not fit its schema. */
export function validationRefusal(part: keyof typeof PARTS, [failure]: readonly Failure[]): ManagementApiError {
  return refusal(part, failure ? failureText(failure) : "invalid");
}

function refusal(part: keyof typeof PARTS, text: string): ManagementApiError {
  const { name, errorCode } = PARTS[part];
  return badRequest(`${name} validation error: '${text}'.`, errorCode);
}

function failureText({ keyword, instancePath, params, message = "" }: Failure): string {
  const property = instancePath.slice(1).replaceAll("/", ".");
  switch (keyword) {
    case "additionalProperties":
      return `Additional properties not allowed: ${String(params.additionalProperty)}${property && ` in ${property}`}`;
    case "required":
      return `Missing required property: ${String(params.missingProperty)}${property && ` in ${property}`}`;
    case "enum":
      return `${property} must be one of ${(params.allowedValues as unknown[]).join(", ")}`;
    case "discriminator":
      return `${property}.${String(params.tag)} is ${JSON.stringify(params.tagValue)}, which there is not`;
    default:
      return property ? `${property} ${message}` : message;
  }
}
