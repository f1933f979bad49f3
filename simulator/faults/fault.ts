import { Type, type Static } from "@sinclair/typebox";
import { AnyObject, Body, MAXIMUM_WHOLE, TextOf, Whole } from "../schema";

/** RFC 9110, sections 5.1 and 5.5. */
const Headers = Type.Record(
  Type.String({ pattern: "^[!#$%&'*+.^_`|~0-9A-Za-z-]+$" }),
  Type.String({ pattern: "^[\\t\\x20-\\x7e\\x80-\\xff]*$" }),
  { additionalProperties: false },
);

const AnyFault = Type.Union([
  Body({
    kind: Type.Literal("status"),
    status: Type.Integer({ minimum: 200, maximum: 599 }),
    headers: Type.Optional(Headers),
    body: Type.Optional(Type.Union([Type.String(), AnyObject])),
  }),
  Body({ kind: Type.Literal("rate limited"), seconds: Type.Optional(Whole({ minimum: 0 })) }),
  Body({
    kind: Type.Literal("forbidden"),
    errorCode: TextOf("insufficient_scope", "insufficient_entitlement", "feature_not_enabled"),
  }),
  Body({ kind: Type.Literal("connection reset") }),
  Body({ kind: Type.Literal("no answer") }),
  Body({ kind: Type.Literal("late answer"), milliseconds: Type.Number({ minimum: 0, maximum: MAXIMUM_WHOLE }) }),
  Body({ kind: Type.Literal("lost answer") }),
  Body({ kind: Type.Literal("slow drip") }),
  Body({ kind: Type.Literal("truncated JSON") }),
  Body({ kind: Type.Literal("wrong shape") }),
  Body({ kind: Type.Literal("bare array") }),
]);

/** Told apart by their kind, so that what is wrong with one is held against no other. */
export const Fault = Type.Unsafe<Static<typeof AnyFault>>({
  type: "object",
  required: ["kind"],
  discriminator: { propertyName: "kind" },
  oneOf: AnyFault.anyOf,
});

/**
 * What goes wrong with a request. The first five kinds keep it from the tenant, which therefore does nothing; with the
 * others the tenant does what it is asked, and its answer is spoilt.
 *
 * - `status`: another answer; a `body` of text is sent as HTML, an object as JSON.
 * - `rate limited`: a 429 as Auth0 gives it, with a reset so many seconds later; 1 unless given.
 * - `forbidden`: one of Auth0's three kinds of 403, told apart by `errorCode`.
 * - `connection reset`: a TCP reset in place of an answer.
 * - `no answer`: silence, for as long as the client waits.
 * - `late answer`: the answer so many milliseconds later.
 * - `lost answer`: a TCP reset in place of the answer.
 * - `slow drip`: the answer comes a byte at a time, and never ends.
 * - `truncated JSON`: a complete HTTP response whose content is half of the answer.
 * - `wrong shape`: JSON, of no shape that anybody expects.
 * - `bare array`: the answer's list without the object around it.
 */
export type Fault = Static<typeof AnyFault>;
