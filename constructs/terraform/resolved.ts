import { DefaultTokenResolver, StringConcat, Tokenization } from "cdktf";
import type { Construct } from "constructs";

/** A value as a text in which two are the same if the synthesized configuration has the same for both. */
export function resolved(scope: Construct, value: unknown): string {
  const resolver = new DefaultTokenResolver(new StringConcat());
  return JSON.stringify(Tokenization.resolve(value, { scope, resolver, preparing: false }) ?? null);
}
