import { AccessTokens } from "../../../simulator/oauth/access-tokens";

const expected = { issuer: "https://tenant.example.com/", audience: "https://tenant.example.com/api/v2/" };

afterEach(() => jest.useRealTimers());

test("a token that was good a moment ago is refused once it has expired, and for another domain or API", async () => {
  jest.useFakeTimers({ now: new Date("2026-01-01T00:00:00Z") });
  const tokens = await AccessTokens.withNewKey();
  const token = await tokens.issue({ ...expected, clientId: "app", scopes: ["read:users"], lifetime: 60 });
  const caller = { clientId: "app", scopes: new Set(["read:users"]) };
  expect(await tokens.verify(token, expected)).toEqual(caller);
  expect(await tokens.verify(token, expected)).toEqual(caller);
  await expect(tokens.verify(token, { ...expected, issuer: "https://other.example.com/" })).rejects.toThrow("Invalid");
  await expect(tokens.verify(token, { ...expected, audience: "https://other/" })).rejects.toThrow("Bad audience");
  await expect(tokens.verify(`${token}x`, expected)).rejects.toThrow("Invalid");
  jest.setSystemTime(new Date("2026-01-01T00:01:01Z"));
  await expect(tokens.verify(token, expected)).rejects.toThrow("Expired token");
});
