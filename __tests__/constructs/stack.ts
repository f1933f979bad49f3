import { TerraformStack, Testing } from "cdktf";
import { SingleSessionConstruct, type SingleSessionProps } from "../../constructs";
import { Auth0Provider } from "../../constructs/providers/auth0/provider";

type Attributes = Record<string, unknown>;

/** A synthesized configuration: by kind and type, then by logical id. */
export interface Configuration {
  data: Record<string, Record<string, Attributes>>;
  resource: Record<string, Record<string, Attributes>>;
  moved?: { from: string; to: string }[];
  removed?: { from: string; lifecycle: object }[];
  terraform: { required_version: string; required_providers: Record<string, { source: string; version: string }> };
}

/** Synthesizes a stack that holds what `build` puts into it, with its validations. */
export function synthesize(build: (stack: TerraformStack) => void): Configuration {
  const stack = new TerraformStack(Testing.app(), "stack");
  new Auth0Provider(stack, "Auth0");
  build(stack);
  return JSON.parse(Testing.synth(stack, true)) as Configuration;
}

/** The provider of a stack that `synthesize` made, which resources use unless they name another. */
export function providerOf(stack: TerraformStack): Auth0Provider {
  return stack.node.findChild("Auth0") as Auth0Provider;
}

export function synthesizeConstruct(props?: SingleSessionProps): Configuration {
  return synthesize((stack) => new SingleSessionConstruct(stack, "SingleSession", props));
}

/** The only resource of a type. */
export function only(configuration: Configuration, type: string): Attributes {
  const resources = Object.values(configuration.resource[type] ?? {});
  expect(resources).toHaveLength(1);
  return resources[0]!;
}
