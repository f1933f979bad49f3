import { Token } from "cdktf";
import { validateAudience, validateDomain } from "../../constructs/tenant-domain";

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
  ["acme.eu.auth0.com\n", 'write "acme.eu.auth0.com"'],
  ["acme..auth0.com", "leave it out to use the provider's own tenant"],
])('"%s" is none, and the error says what to write', (domain, fix) => {
  const [problem] = validateDomain(domain);
  expect(problem).toContain(
    `domain must be a host name without a scheme, path or trailing dot, got: ${JSON.stringify(domain)}; `,
  );
  expect(problem).toContain(fix);
});

const LONG = "a host name of 253 characters at most, with at most 63 between dots";
const PORT = "a host name with a port from 1 to 65535";

test.each([
  [`${"a.".repeat(130)}com`, LONG],
  [`${"a".repeat(64)}.auth0.com`, LONG],
  [`acme.${"a".repeat(64)}`, LONG],
  ["localhost:65536", PORT],
  ["localhost:0", PORT],
  ["https://localhost:123456/", PORT],
])('"%s" is beyond what DNS or a port allows', (domain, rule) => {
  expect(validateDomain(domain)).toEqual([expect.stringContaining(`domain must be ${rule}, got: "${domain}"; `)]);
});

test("as long as DNS and a port allow is a domain", () => {
  expect(validateDomain(`${"a".repeat(63)}.auth0.com:65535`)).toEqual([]);
});

test.each<[unknown, string]>([
  [3, "3"],
  [true, "true"],
  [["acme.eu.auth0.com"], '["acme.eu.auth0.com"]'],
  [{ name: "acme" }, '{"name":"acme"}'],
  [Token.asList({ resolve: () => [] }), "a token for a list"],
  [Token.asNumber({ resolve: () => 3 }), "a token for a number"],
])("%p is no text, and none either", (domain, shown) => {
  expect(validateDomain(domain)).toEqual([
    expect.stringContaining(
      `domain must be a host name without a scheme, path or trailing dot, got: ${shown}; write one`,
    ),
  ]);
});

describe("a token", () => {
  const token = Token.asString({ resolve: () => "acme" });

  test.each([token, `${token}.eu.auth0.com`, `login-${token}.com`, `${token}:8443`, `${token}${token}`])(
    "may be a domain, or a part of one (%#)",
    (domain) => {
      expect(validateDomain(domain)).toEqual([]);
    },
  );

  test.each([
    [`https://${token}`, '"https://${token}"; write "${token}"'],
    [`${token}/api/v2/`, '"${token}/api/v2/"; write "${token}"'],
    [`${token}.eu.auth0.com.`, '"${token}.eu.auth0.com."; write "${token}.eu.auth0.com"'],
    [`${token}:70000`, '"${token}:70000"; write one like'],
    [`acme_${token}`, '"acme_${token}"; write one like'],
  ])("does not hide what is wrong around it (%#)", (domain, message) => {
    expect(validateDomain(domain)).toEqual([expect.stringContaining(`, got: ${message}`)]);
  });
});

describe("the Management API's identifier", () => {
  const token = Token.asString({ resolve: () => "" });

  test.each<unknown>([
    "https://acme.eu.auth0.com/api/v2/",
    "https://localhost:8443/api/v2/",
    token,
    Token.asAny({ resolve: () => "" }),
    `https://${token}/api/v2/`,
  ])("may be %s", (audience) => {
    expect(validateAudience(audience)).toEqual([]);
  });

  test.each([
    "acme.eu.auth0.com",
    "https://acme.eu.auth0.com/api/v2",
    'https://a"b/api/v2/',
    "https:///api/v2/",
    "",
    7,
  ])("is not %j", (audience) => {
    expect(validateAudience(audience)).toEqual([
      `audience must be the Management API's identifier, such as "https://acme.eu.auth0.com/api/v2/", with the tenant's canonical domain, got: ${JSON.stringify(audience)}`,
    ]);
  });

  test.each([
    [`http://${token}/api/v2/`, '"http://${token}/api/v2/"'],
    [`https://${token}/api/v2`, '"https://${token}/api/v2"'],
    [`${token}"`, '"${token}\\""'],
    [Token.asList({ resolve: () => [] }), "a token for a list"],
    [Token.asNumber({ resolve: () => 3 }), "a token for a number"],
  ])("is judged for what stands around a token (%#)", (audience, shown) => {
    expect(validateAudience(audience)).toEqual([
      expect.stringContaining(`the tenant's canonical domain, got: ${shown}`),
    ]);
  });
});
