import { Type, type TSchema } from "@sinclair/typebox";

/**
 * What a policy may hold. Each description says what is allowed, and completes the sentence "… must be".
 */
const oneOf = (...values: string[]) =>
  Type.Union(
    values.map((value) => Type.Literal(value)),
    { description: values.map((value) => `"${value}"`).join(" or ") },
  );
const object = (properties: Record<string, TSchema>, options: object = {}) =>
  Type.Object(properties, { additionalProperties: false, description: "an object", ...options });

const text = Type.String({ minLength: 1, description: "a text of one character or more" });
const limit = Type.Integer({ minimum: 1, description: "a whole number, 1 or more" });
const ruleLimit = Type.Union([limit, Type.Literal("unlimited")], {
  description: `${limit.description}, or "unlimited"`,
});
const whenExceeded = oneOf("revoke-oldest", "revoke-least-recently-used", "deny-login");
const values = Type.Optional(Type.Array(text, { minItems: 1, description: "a list of one value or more" }));

const conditions = object(
  { clients: values, connections: values, organizations: values, roles: values, users: values, protocols: values },
  { minProperties: 1, description: "an object with one condition or more" },
);
const rule = object({ when: conditions, maxSessions: ruleLimit, whenExceeded: Type.Optional(whenExceeded) });

export const sessionPolicySchema = object({
  maxSessions: Type.Optional(limit),
  whenExceeded: Type.Optional(whenExceeded),
  denialMessage: Type.Optional(text),
  idleSessionsFreeTheirSlotAfter: Type.Optional(
    Type.Integer({ minimum: 1, description: "a whole number of minutes, 1 or more" }),
  ),
  refreshTokens: Type.Optional(oneOf("keep", "revoke")),
  rules: Type.Optional(Type.Array(rule, { description: "a list of rules" })),
  userLimit: Type.Optional(object({ appMetadataKey: text })),
  enforcement: Type.Optional(oneOf("enforce", "report-only")),
  checkOnReuse: Type.Optional(Type.Boolean({ description: "true or false" })),
  onFailure: Type.Optional(oneOf("allow-login", "deny-login")),
  timeBudget: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 20_000, description: "a whole number of milliseconds, from 1 to 20000" }),
  ),
});
