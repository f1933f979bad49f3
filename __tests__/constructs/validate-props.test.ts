import { TerraformStack, Testing, Token } from "cdktf";
import { Construct } from "constructs";
import { SingleSessionConstruct, type SingleSessionProps } from "../../constructs";
import { Action } from "../../constructs/providers/auth0/action";
import { Client } from "../../constructs/providers/auth0/client";
import { Auth0Provider } from "../../constructs/providers/auth0/provider";
import { TRIGGER } from "../../contract/pins";
import { only, providerOf, synthesize, synthesizeConstruct } from "./stack";

test("everything that is wrong is said at once, each with the value and what to do", () => {
  const props = { domain: "https://acme.eu.auth0.com", policy: { maxSessions: 0, timeBudget: 0 } };
  expect(() => synthesizeConstruct(props)).toThrow(/^domain .*\npolicy.maxSessions .*\npolicy.timeBudget .*$/);
});

describe("what is no construct's", () => {
  const client = () => new Client(new TerraformStack(Testing.app(), "stack"), "Office", { name: "Office" });
  const PROPS = "domain, audience, policy, credentials, binding, provider";

  test.each<[string, unknown, string]>([
    ["a text for props", "acme", 'props must be an object, got: "acme"'],
    ["a list for props", [], "props must be an object, got: []"],
    ["a construct for props", client(), "props must be an object, got: an instance of Client"],
    ["a token for props", Token.asAny({}), "props must be an object, got: a token"],
    ["an unknown prop", { maxSessions: 3 }, `maxSessions is unknown, got: 3; remove it, or write one of: ${PROPS}`],
    ["a prop of Object's", { toString: 1 }, `toString is unknown, got: 1; remove it, or write one of: ${PROPS}`],
    ["a number for policy", { policy: 3 }, "policy must be an object, got: 3"],
    ["a bigint", { policy: { maxSessions: 1n } }, "policy.maxSessions must be a whole number, 1 or more, got: 1n"],
    ["a list for policy", { policy: [] }, "policy must be an object, got: []"],
    ["a token for a list as policy", { policy: Token.asList({}) }, "policy must be an object, got: a token for a list"],
    ["a text for provider", { provider: "auth0" }, 'provider must be an Auth0Provider, got: "auth0"'],
    [
      "a resource for provider",
      { provider: client() },
      "provider must be an Auth0Provider, got: an instance of Client",
    ],
  ])("%s is refused", (_, props, problem) => {
    expect(() => synthesizeConstruct(props as SingleSessionProps)).toThrow(new Error(problem));
  });

  test.each(["deploy <b>", "${var.name}", "%{if true}x%{endif}", "a$${b}"])("the id %j is refused", (id) => {
    expect(() => synthesize((stack) => new SingleSessionConstruct(stack, id))).toThrow(
      new Error(`id must be a string without "<", ">", "\${" and "%{", got: ${JSON.stringify(id)}`),
    );
  });

  test.each(["2nd", "-x", "ü2"])("the id %j is refused, because Terraform takes no such name", (id) => {
    const problem = `id must begin with a letter, got: "${id}"; Terraform refuses a resource name that does not`;
    expect(() => synthesize((stack) => new SingleSessionConstruct(stack, id))).toThrow(new Error(problem));
    expect(() => synthesize((stack) => new SingleSessionConstruct(new Construct(stack, id), "SingleSession"))).toThrow(
      new Error(problem),
    );
  });

  test("an id that begins with a slash is refused, because constructs writes it as hyphens", () => {
    expect(() => synthesize((stack) => new SingleSessionConstruct(stack, "/x"))).toThrow(
      new Error('id must begin with a letter, got: "/x"; Terraform refuses a resource name that does not'),
    );
  });

  test.each([
    [undefined, "undefined"],
    [null, "null"],
    [{}, "{}"],
    ["stack", '"stack"'],
  ])("%j is no scope", (scope, shown) => {
    expect(() => new SingleSessionConstruct(scope as never, "SingleSession")).toThrow(
      new Error(`scope must be a construct in a stack, got: ${shown}`),
    );
  });

  test.each([undefined, null, 5, "", " "])("%j is no id", (id) => {
    expect(() => synthesize((stack) => new SingleSessionConstruct(stack, id as string))).toThrow(
      new Error(
        `id must be a string that is not blank, got: ${JSON.stringify(id) ?? "undefined"}; write the name for the Action, such as "SingleSession"`,
      ),
    );
  });

  test.each(["Single\nSession", "a\u0000", "a\u0085b", "a".repeat(1001)])("the id %j is none either", (id) => {
    expect(() => synthesize((stack) => new SingleSessionConstruct(stack, id))).toThrow(
      "id must be a string of 1 to 1000 characters without control characters such as line breaks, got: ",
    );
  });

  test("an id that only Terraform knows is refused", () => {
    const id = Token.asString({ resolve: () => "x" });
    expect(() => synthesize((stack) => new SingleSessionConstruct(stack, id))).toThrow(
      new Error("id must be known at synth, got: a token for a string; write a string"),
    );
  });

  test.each(["Single Session", "A/B", "Größe", "限制", "_x", "Default", "Resource"])("the id %j is one", (id) => {
    const configuration = synthesize((stack) => new SingleSessionConstruct(stack, id));
    expect(only(configuration, "auth0_action").name).toBe(id);
    const names = Object.values(configuration.resource).flatMap((resources) => Object.keys(resources));
    for (const name of names) expect(name).toMatch(/^[a-z_][a-z0-9_-]*$/i);
  });
});

test("of many problems twenty are said, and how many there are besides", () => {
  const rules = Array.from({ length: 23 }, () => ({ when: { clients: ["a"] }, maxSessions: 0 }));
  const problems = messageOf(() => synthesizeConstruct({ policy: { rules } })).split("\n");
  expect(problems).toHaveLength(21);
  expect(problems.at(-1)).toBe("and 3 more");
});

function messageOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("nothing was thrown");
}

describe("two Actions of one name", () => {
  const action = (stack: TerraformStack, provider?: Auth0Provider) =>
    new Action(stack, "Mine", { name: "SingleSession", code: "", supportedTriggers: TRIGGER, provider });

  test("are refused, whoever made them", () => {
    const twice = (stack: TerraformStack) => {
      for (const id of ["A", "B"]) new SingleSessionConstruct(new Construct(stack, id), "SingleSession");
    };
    const besideMine = (stack: TerraformStack) => {
      new SingleSessionConstruct(stack, "SingleSession");
      action(stack);
    };
    const withTheProviderNamed = (stack: TerraformStack) => {
      new SingleSessionConstruct(stack, "SingleSession");
      action(stack, providerOf(stack));
    };
    for (const build of [twice, besideMine, withTheProviderNamed]) {
      expect(() => synthesize(build)).toThrow(
        /the Action's name must be its own in the tenant, got: "SingleSession", which "stack\/.*" has too; give one of them another id/,
      );
    }
  });

  test("are allowed in two tenants", () => {
    const configuration = synthesize((stack) => {
      new SingleSessionConstruct(stack, "SingleSession");
      action(stack, new Auth0Provider(stack, "Other", { alias: "other" }));
    });
    expect(Object.keys(configuration.resource.auth0_action!)).toHaveLength(2);
  });
});
