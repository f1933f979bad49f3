import { readOptions, UsageError } from "../../doctor/options";

const environment = { AUTH0_DOMAIN: "acme.eu.auth0.com", AUTH0_CLIENT_ID: "id", AUTH0_CLIENT_SECRET: "secret" };

test("the environment of Terraform's provider is enough", () => {
  expect(readOptions([], environment)).toEqual({
    domain: "acme.eu.auth0.com",
    name: "SingleSession",
    json: false,
    requireDeployed: false,
    credentials: { clientId: "id", clientSecret: "secret" },
    audience: "https://acme.eu.auth0.com/api/v2/",
    application: {},
  });
});

test("arguments go before the environment, and a token before a secret", () => {
  const more = {
    AUTH0_API_TOKEN: "token",
    AUTH0_AUDIENCE: "https://canonical/api/v2/",
    SINGLE_SESSION_CLIENT_ID: "mine",
    SINGLE_SESSION_CLIENT_SECRET: "mine too",
  };
  const args = ["--domain", "localhost:8443", "--name", "Mine", "--json", "--require-deployed"];
  expect(readOptions(args, { ...environment, ...more })).toEqual({
    domain: "localhost:8443",
    name: "Mine",
    json: true,
    requireDeployed: true,
    credentials: { token: "token" },
    audience: "https://canonical/api/v2/",
    application: { clientId: "mine", clientSecret: "mine too" },
  });
});

test("help needs nothing", () => expect(readOptions(["--help"], {})).toBe("help"));

test.each<[string, string[], NodeJS.ProcessEnv, string]>([
  ["no domain", [], { AUTH0_API_TOKEN: "token" }, "no domain: pass --domain, or set AUTH0_DOMAIN"],
  ["a URL for a domain", ["--domain", "https://acme.eu.auth0.com"], environment, 'got: "https://acme.eu.auth0.com"'],
  ["no credentials", [], { AUTH0_DOMAIN: "acme.eu.auth0.com" }, "no credentials: set AUTH0_API_TOKEN, or"],
  ["half the credentials", [], { ...environment, AUTH0_CLIENT_SECRET: "" }, "no credentials"],
  ["an unknown argument", ["--fix"], environment, "Unknown option '--fix'"],
])("%s is refused", (_, args, given, message) => {
  expect(() => readOptions(args, given)).toThrow(UsageError);
  expect(() => readOptions(args, given)).toThrow(message);
});
