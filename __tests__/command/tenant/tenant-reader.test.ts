import { TenantReader } from "../../../command/tenant/tenant-reader";

test("a request that fails leaves no timer, which would keep the command from ending", async () => {
  jest.spyOn(globalThis, "fetch").mockRejectedValue(new TypeError("fetch failed"));
  const timer = jest.spyOn(globalThis, "setTimeout");
  const { management } = new TenantReader("acme.eu.auth0.com", "token");
  await expect(management.actions.list()).rejects.toThrow();
  expect(timer.mock.calls.filter(([, delay]) => delay !== 0)).toEqual([]);
});
