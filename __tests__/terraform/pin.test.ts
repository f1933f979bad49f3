import { OPENTOFU, parsePin, PROVIDER, readPin } from "../../terraform/pin";

const GO_MOD = `module example

go 1.25.8

tool github.com/auth0/terraform-provider-auth0

require (
	github.com/auth0/go-auth0 v1.46.0 // indirect
	github.com/auth0/terraform-provider-auth0 v1.54.1 // indirect
)
`;

test("go.mod pins the provider and says which Go builds it", () => {
  expect(parsePin(GO_MOD, PROVIDER)).toEqual({ version: "1.54.1", goVersion: "1.25.8" });
});

test("a requirement may stand on a line of its own", () => {
  const goMod = "go 1.25\nrequire github.com/auth0/terraform-provider-auth0 v1.60.0\n";
  expect(parsePin(goMod, PROVIDER)).toEqual({ version: "1.60.0", goVersion: "1.25" });
});

test("a go.mod without the provider is an error", () => {
  expect(() => parsePin("go 1.25\ntool github.com/auth0/terraform-provider-auth0\n", PROVIDER)).toThrow(
    "terraform/pins/provider/go.mod requires no github.com/auth0/terraform-provider-auth0",
  );
});

test("a go.mod without a Go version is an error", () => {
  expect(() => parsePin("require github.com/auth0/terraform-provider-auth0 v1.60.0\n", PROVIDER)).toThrow(
    'has no "go" line',
  );
});

test.each([PROVIDER, OPENTOFU])("the project's own go.mod of $module can be read", async (program) => {
  expect((await readPin(program)).version).toMatch(/^\d+\.\d+\.\d+$/);
});
