import { isListed } from "../../../simulator/openid-connect/allowed-urls";

test.each<[listed: string, url: string, isAllowed: boolean]>([
  ["https://app.example.com/callback", "https://app.example.com/callback", true],
  ["https://app.example.com/callback", "https://app.example.com/callback/", false],
  ["com.example.app://callback", "com.example.app://callback", true],
  ["http://localhost:3000/callback", "http://localhost:3000/callback", true],

  ["https://*.example.com/callback", "https://app.example.com/callback", true],
  ["http://*.example.com:8080/callback?a=*", "http://app.example.com:8080/callback?a=*", true],
  ["https://*.example.com", "https://app.example.com", true],
  ["https://prefix-*-suffix.example.com", "https://prefix-1-suffix.example.com", true],
  ["https://*.example.com/callback", "https://app.example.com/other", false],
  ["https://*.example.com/callback", "http://app.example.com/callback", false],
  ["https://*.example.com/callback", "https://example.com/callback", false],
  ["https://*.example.com/callback", "https://.example.com/callback", false],
  ["https://*.example.com/callback", "https://one.two.example.com/callback", false],
  ["https://*.example.com/callback", "https://evil.com/.example.com/callback", false],
  ["https://*.example.com/callback", "https://evil.com?.example.com/callback", false],
  ["https://*.example.com/callback", "https://me@app.example.com/callback", false],
  ["https://*.example.com/callback", "https://*.example.com/callback", false],
  ["https://a*a.example.com", "https://a.example.com", false],

  ["com.example.app://*.example.com", "com.example.app://app.example.com", false],
  ["com.example.app://*.example.com", "com.example.app://*.example.com", false],
  ["https://*.com", "https://example.com", false],
  ["https://*/callback", "https://app/callback", false],
  ["https://sub.*.example.com", "https://sub.app.example.com", false],
  ["https://*.*.example.com", "https://one.two.example.com", false],
  ["https://**.example.com", "https://app.example.com", false],
  ["https://app.example.com/*", "https://app.example.com/callback", false],
  ["https://app.example.com/*", "https://app.example.com/*", true],

  ["https://{organization_name}.example.com/callback", "https://acme.example.com/callback", true],
  ["https://{organization_name}.example.com:8080", "https://acme.example.com:8080", true],
  ["https://{organization_name}.example.com/callback", "https://globex.example.com/callback", false],
  ["https://{organization_name}.example.com/callback", "https://{organization_name}.example.com/callback", false],
  ["com.example.app://{organization_name}.example.com", "com.example.app://acme.example.com", false],
  ["https://{organization_name}", "https://acme", false],
  ["https://{organization_name}.com", "https://acme.com", false],
  ["https://example.com/{organization_name}", "https://example.com/acme", false],
  ["https://sub.{organization_name}.example.com", "https://sub.acme.example.com", false],
  ["https://prefix-{organization_name}.example.com", "https://prefix-acme.example.com", false],
  ["https://{organization_name}.*.example.com", "https://acme.app.example.com", false],
  ["https://{custom_domain.metadata.public_app}.example.com", "https://app.example.com", false],
])("%s listed, for the organization acme, of %s: %s", (listed, url, isAllowed) => {
  expect(isListed(url, ["https://other.example.com", listed], "acme")).toBe(isAllowed);
});

test("without an organization its name stands for nothing", () => {
  const listed = ["https://{organization_name}.example.com"];
  expect(isListed("https://undefined.example.com", listed)).toBe(false);
  expect(isListed("https://acme.example.com", [...listed, "https://*.example.com"])).toBe(true);
});
