import { cliConfig } from "../../terraform/toolchain";

test("Terraform takes auth0/auth0 from the mirror alone, and other providers from where they come from", () => {
  expect(cliConfig("/home/me/project/.cache")).toBe(`provider_installation {
  filesystem_mirror {
    path    = "/home/me/project/.cache"
    include = ["auth0/auth0"]
  }
  direct {
    exclude = ["auth0/auth0"]
  }
}
`);
});

test("a path with backslashes and quotes stays the same path", () => {
  expect(cliConfig('C:\\a "project"')).toContain('path    = "C:\\\\a \\"project\\""');
});
