import { cliConfig } from "../../terraform/toolchain";

test("an engine takes auth0/auth0 from the mirror alone if it is there, and everything else from where it comes from", () => {
  expect(cliConfig("/home/me/project/.cache", ["registry.example"])).toBe(`provider_installation {
  filesystem_mirror {
    path    = "/home/me/project/.cache"
    include = ["registry.example/auth0/auth0"]
  }
  direct {
    exclude = ["registry.example/auth0/auth0"]
  }
}
`);
});

test("a path with backslashes and quotes stays the same path", () => {
  expect(cliConfig('C:\\a "project"', [])).toContain('path    = "C:\\\\a \\"project\\""');
});
