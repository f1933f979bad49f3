import { validateDomain } from "../../constructs/tenant-domain";

test.each(["acme.eu.auth0.com", "login.acme.com", "localhost:8443", "127.0.0.1:8443", "ACME.auth0.com"])(
  "%s is a domain",
  (domain) => {
    expect(validateDomain(domain)).toEqual([]);
  },
);

test.each([
  ["https://acme.eu.auth0.com", 'write "acme.eu.auth0.com"'],
  ["http://acme.eu.auth0.com/", 'write "acme.eu.auth0.com"'],
  ["//acme.eu.auth0.com", 'write "acme.eu.auth0.com"'],
  ["acme.eu.auth0.com/", 'write "acme.eu.auth0.com"'],
  ["acme.eu.auth0.com/api/v2/", 'write "acme.eu.auth0.com"'],
  ["acme.eu.auth0.com.", 'write "acme.eu.auth0.com"'],
  ["acme.eu.auth0.com?x=1", 'write "acme.eu.auth0.com"'],
  [" acme.eu.auth0.com", 'write "acme.eu.auth0.com"'],
  ["", "leave it out to use the provider's own tenant"],
  ["acme_eu", "leave it out to use the provider's own tenant"],
  ["acme..auth0.com", "leave it out to use the provider's own tenant"],
])('"%s" is none, and the error says what to write', (domain, fix) => {
  const [problem] = validateDomain(domain);
  expect(problem).toContain(`domain must be a host name with no scheme, path or trailing dot, got: "${domain}"; `);
  expect(problem).toContain(fix);
});

test("a domain that is longer than DNS allows is none", () => {
  expect(validateDomain(`${"a.".repeat(130)}com`)).toEqual([expect.stringContaining("leave it out")]);
});
