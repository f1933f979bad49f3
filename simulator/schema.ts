import { Type, type IntegerOptions, type SchemaOptions, type TSchema } from "@sinclair/typebox";

/** One of some texts. */
export const TextOf = <const Values extends readonly string[]>(...values: Values) =>
  Type.Unsafe<Values[number]>({ type: "string", enum: values });

export const Nullable = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()]);

/** The body of a request: Auth0 refuses what it does not know. */
export const Body = <Properties extends Record<string, TSchema>>(properties: Properties, options: SchemaOptions = {}) =>
  Type.Object(properties, { ...options, additionalProperties: false });

/** What is beyond 32 bits is no page, no count and no number of seconds of anybody's. */
export const MAXIMUM_WHOLE = 2_147_483_647;
export const Whole = (options: IntegerOptions = {}) => Type.Integer({ maximum: MAXIMUM_WHOLE, ...options });

export const AnyObject = Type.Record(Type.String(), Type.Unknown());

/** How many tokens an application may get. */
export const TokenQuota = Body({
  client_credentials: Body(
    {
      enforce: Type.Optional(Type.Boolean()),
      per_day: Type.Optional(Whole({ minimum: 1 })),
      per_hour: Type.Optional(Whole({ minimum: 1 })),
    },
    { minProperties: 1 },
  ),
});

/** Addresses with their scheme, in which there may be placeholders. */
export const Urls = Type.Optional(Type.Array(Type.String({ pattern: "^[A-Za-z][A-Za-z\\d+.-]*:\\S+$" })));
