import { differences } from "../../demo/tenant";

const tenant = (...objects: [string, unknown][]) => new Map<string, unknown>(objects);

test("equal tenants do not differ, whatever the order of their objects", () => {
  const before = tenant(['application "A"', { scopes: ["read"] }], ['Action "B"', {}]);
  expect(differences(before, tenant(['Action "B"', {}], ['application "A"', { scopes: ["read"] }]))).toEqual([]);
});

test("what is new, gone or changed is named", () => {
  const before = tenant(["kept", 1], ["lost", 1], ["edited", { scopes: ["read"] }]);
  const after = tenant(["kept", 1], ["edited", { scopes: ["read", "delete"] }], ["added", 1]);
  expect(differences(before, after)).toEqual(["lost is gone", "edited has changed", "added is new"]);
});
