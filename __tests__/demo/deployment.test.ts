import { changedLines } from "../../demo/deployment";

const PLAN = `auth0_client.SingleSession: Refreshing state... [id=abc]

Terraform used the selected providers to generate the following execution
plan. Resource actions are indicated with the following symbols:
  ~ update in-place

Terraform will perform the following actions:

  # auth0_action.SingleSession will be updated in-place
  ~ resource "auth0_action" "SingleSession" {
      ~ code       = <<-EOT
            const POLICY = {
          -   "maxSessions": 1,
          +   "maxSessions": 2,
              "refreshTokens": "keep"
            };
            - a bullet in a comment of the code
        EOT
        name       = "SingleSession"
        # (3 unchanged attributes hidden)
    }

  # auth0_client.SingleSession must be replaced
-/+ resource "auth0_client" "SingleSession" {
      ~ id = "abc" -> (known after apply)
    }

Plan: 1 to add, 1 to change, 1 to destroy.
`;

test("only headings and marked lines are left of a plan", () => {
  expect(changedLines(PLAN)).toEqual([
    "# auth0_action.SingleSession will be updated in-place",
    '~ resource "auth0_action" "SingleSession" {',
    "    ~ code       = <<-EOT",
    '        -   "maxSessions": 1,',
    '        +   "maxSessions": 2,',
    "# auth0_client.SingleSession must be replaced",
    '    ~ id = "abc" -> (known after apply)',
  ]);
});

test("a plan without changes leaves nothing", () => {
  expect(changedLines("No changes. Your infrastructure matches the configuration.\n")).toEqual([]);
});
