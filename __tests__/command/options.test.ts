import { readTenantOptions, UsageError } from "../../command/options";

const DOMAIN = "acme.eu.auth0.com";
const environment = { AUTH0_CLIENT_ID: "id", AUTH0_CLIENT_SECRET: "secret" };

test("the environment of Terraform's provider is enough", () => {
  expect(readTenantOptions(DOMAIN, environment)).toEqual({
    domain: DOMAIN,
    credentials: { clientId: "id", clientSecret: "secret" },
    audience: "https://acme.eu.auth0.com/api/v2/",
  });
});

test("a token goes before a secret, and an audience of one's own before the domain's", () => {
  const more = { AUTH0_API_TOKEN: "token", AUTH0_AUDIENCE: "https://canonical/api/v2/" };
  expect(readTenantOptions("localhost:8443", { ...environment, ...more })).toEqual({
    domain: "localhost:8443",
    credentials: { token: "token" },
    audience: "https://canonical/api/v2/",
  });
});

test.each<[string, string | undefined, NodeJS.ProcessEnv, string]>([
  ["no domain", undefined, environment, "no domain: pass --domain, or set AUTH0_DOMAIN"],
  ["an empty domain", "", environment, "no domain: pass --domain, or set AUTH0_DOMAIN"],
  ["a URL for a domain", "https://acme.eu.auth0.com", environment, 'got: "https://acme.eu.auth0.com"'],
  ["no credentials", DOMAIN, {}, "no credentials: set AUTH0_API_TOKEN, or"],
  ["half the credentials", DOMAIN, { ...environment, AUTH0_CLIENT_SECRET: "" }, "no credentials"],
])("%s is refused", (_, domain, given, message) => {
  expect(() => readTenantOptions(domain, given)).toThrow(UsageError);
  expect(() => readTenantOptions(domain, given)).toThrow(message);
});
