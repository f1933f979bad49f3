import { API_METHODS, EVENT_KEYS } from "../../../simulator/actions/evidence";
import { OPERATIONS } from "../../../simulator/management-api/evidence";
import { AUTHENTICATION_API } from "../../../simulator/openid-connect/evidence";
import { methodsOf, keysOf } from "./of-actions";
import { authenticationOf } from "./of-authentication";
import type { Observed } from "./observed";
import type { Part } from "./part";
import { operationsOf } from "./of-operations";
import type { ServedOperation } from "../specification/served-operations";
import type { Specification } from "../specification/specification";

export interface Supported {
  operations: Part[];
  authentication: Part[];
  keys: Part[];
  methods: Part[];
}

export function supported(specification: Specification, served: ServedOperation[], observed: Observed): Supported {
  return {
    operations: operationsOf(specification, served, OPERATIONS),
    authentication: authenticationOf(observed.statuses, AUTHENTICATION_API),
    keys: keysOf(observed.events, EVENT_KEYS),
    methods: methodsOf(observed.methods, API_METHODS),
  };
}

export function supportedInMarkdown(
  { operations, authentication, keys, methods }: Supported,
  { info }: Specification,
): string {
  return `# What the simulator supports

\`npm run supported\` writes this page from the server's routes, the queries and bodies that they accept, what the
Authentication API answers, and what an Action finds at a login in each flow. Only the sources of what is known are written by hand, beside the code.

The simulator refuses what it does not support: a route with 501, a parameter or a field with 400. A method throws an error
that names it.

## Known from

|               |                                                                                                       |
| ------------- | ----------------------------------------------------------------------------------------------------- |
| recording     | A real tenant's answers, which come with Terraform's Auth0 provider; named by the provider's test |
| specification | Auth0's specification of the Management API; a test checks each request and answer against it |
| documentation | The named page of Auth0's documentation; nobody has compared it with a tenant |
| assumption    | No source says so; nothing should depend on it |

## Management API

${counted(operations, "operations")} The specification is ${info.summary.replace(/^A/, "a")}.

${table(["operation", "", "known from", "what is refused or not shown"], operations)}

## Authentication API

${counted(authentication, "operations")} The token endpoint has a row for each grant type.

${table(["operation", "", "known from", "what is refused or not shown"], authentication)}

## \`event\` of post-login

${counted(keys, "keys")} A key is there in the flows that are named, if the user, the application and the request have something for it.

${table(["key", "there in", "known from", "what is not shown"], keys)}

## \`api\` of post-login

${counted(methods, "methods")}

${table(["method", "", "known from", "what is not shown"], methods)}
`;
}

function counted(parts: Part[], what: string): string {
  return `${parts.filter(({ isSupported }) => isSupported).length} of ${parts.length} ${what} are supported.`;
}

function table(head: string[], parts: Part[]): string {
  const rows = parts.map((part) => [`\`${part.name}\``, part.support, knownFrom(part), notShown(part)]);
  return [head, head.map(() => "--"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** Where it is known from, in a few words each. */
export function knownFrom({ isSupported, isTested = false, evidence }: Part): string {
  if (!isSupported) return "";
  const kinds = ["recording", "specification", "documentation", "assumption"] as const;
  const sources = kinds
    .filter((kind) => evidence[kind] !== undefined)
    .map((kind) => [kind, evidence[kind]].filter((text) => text !== "").join(": "));
  return [...(isTested ? ["specification"] : []), ...sources].join("; ");
}

function notShown({ isSupported, evidence: { remark }, refused = [] }: Part): string {
  if (!isSupported) return "";
  const refusal = refused.length === 0 ? undefined : `refuses ${refused.map((name) => `\`${name}\``).join(", ")}`;
  return [refusal, remark].filter((text) => text !== undefined).join("; ");
}
