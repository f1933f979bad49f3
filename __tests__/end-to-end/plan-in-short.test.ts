import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { SingleSessionConstruct } from "../../constructs";
import { Deployment, PREPARATION_TIME } from "./deployment";

jest.setTimeout(120_000);

let deployment: Deployment;
beforeAll(async () => (deployment = await Deployment.start()), PREPARATION_TIME);
afterAll(() => deployment.stop());

/** The part of docs/lifecycle.md's command that comes after the plan. */
function filter(): string {
  const page = readFileSync(path.join(__dirname, "../../docs/lifecycle.md"), "utf8");
  return /^\$ terraform plan -no-color \| (grep .*)$/m.exec(page)![1]!;
}

test("docs/lifecycle.md's command shows of a plan what changes, and no more", async () => {
  await deployment.apply((stack) => void new SingleSessionConstruct(stack, "SingleSession"));
  const policy = { maxSessions: 2, refreshTokens: "revoke" as const };
  await deployment.configure((stack) => void new SingleSessionConstruct(stack, "SingleSession", { policy }));
  const { stdout } = await deployment.command("plan", "-no-color", "-input=false");
  const shown = promisify(execFile)("bash", ["-c", filter()]);
  shown.child.stdin!.end(stdout);
  const lines = (await shown).stdout
    .trim()
    .split("\n")
    .map((line) => line.trim().replace(/ +(?==)/g, " "));
  expect(lines).toEqual([
    expect.stringMatching(/^~ update in-place/),
    "# auth0_action.SingleSession_Action_8872D993 will be updated in-place",
    '~ resource "auth0_action" "SingleSession_Action_8872D993" {',
    "~ code = <<-EOT",
    '-   "maxSessions": 1,',
    '+   "maxSessions": 2,',
    '-   "refreshTokens": "keep",',
    '+   "refreshTokens": "revoke",',
    "# auth0_client_grant.SingleSession_Application_Grant_0ADB0368 will be updated in-place",
    '~ resource "auth0_client_grant" "SingleSession_Application_Grant_0ADB0368" {',
    "~ scopes = [",
    '+ "delete:refresh_tokens",',
    "Plan: 0 to add, 2 to change, 0 to destroy.",
  ]);
});
