import { DefaultTokenResolver, StringConcat, Tokenization } from "cdktf";
import type { Construct } from "constructs";

/** A value as a string for comparison: two strings are equal if the synthesized configuration is the same for both values. */
export function resolved(scope: Construct, value: unknown): string {
  const resolver = new DefaultTokenResolver(new StringConcat());
  return JSON.stringify(Tokenization.resolve(value, { scope, resolver, preparing: false }) ?? null);
}
