import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { TerraformHclModule } from "cdktf";
import { CommandError, run } from "../../terraform/command";
import { groupWith, PLACES, type Place } from "../contract/policy-outcomes";
import { Deployment, PREPARATION_TIME } from "./deployment";

/** Not the build's, which another test may be building. */
const MODULES = mkdtempSync(path.join(tmpdir(), "module-policy-"));
const MODULE = path.join(MODULES, "generated-secret", "append");

let deployment: Deployment;
beforeAll(async () => {
  const project = path.join(__dirname, "..", "..");
  await run("npx", ["tsx", "packaging/terraform-module/write.ts", MODULES], { cwd: project });
  deployment = await Deployment.start();
}, PREPARATION_TIME);
afterAll(async () => {
  await deployment.stop();
  rmSync(MODULES, { recursive: true });
});

const nameOf = (index: number) => `place${index}`;

/** A policy that makes no sense at this place only. */
function policyAgainst(place: Place): object {
  return place.policyWith(groupWith(place, "out of range") ?? groupWith(place, "wrong type")) as object;
}

/** What Terraform says of a plan, to the name of each module. */
async function planProblems(): Promise<Map<string, string>> {
  const output = await deployment.command("plan", "-json", "-input=false").catch((error: unknown) => {
    if (error instanceof CommandError) return error;
    throw error;
  });
  const messages = output.stdout.split("\n").filter(Boolean);
  const diagnostics = messages.flatMap((line) => (JSON.parse(line) as { diagnostic?: Diagnostic }).diagnostic ?? []);
  return new Map(
    // OpenTofu names the module of a value of the wrong type in the detail only.
    diagnostics.map(({ detail, snippet }) => [/place\d+/.exec(`${snippet?.context} ${detail}`)?.[0] ?? "", detail]),
  );
}

interface Diagnostic {
  readonly detail: string;
  readonly snippet?: { readonly context: string };
}

/** In the words of the variable's validation, or of its type where that refuses it before. */
function isRefused(place: Place, problem = ""): boolean {
  return problem.startsWith(`${place.path} must be `) || problem.startsWith("The given value is not suitable for");
}

test(
  "the module refuses what the contract does not allow, in each field of the policy",
  async () => {
    await deployment.configure((stack) => {
      for (const [index, place] of PLACES.entries()) {
        new TerraformHclModule(stack, nameOf(index), { source: MODULE, variables: { policy: policyAgainst(place) } });
      }
    });
    const problems = await planProblems();
    const accepted = PLACES.filter((place, index) => !isRefused(place, problems.get(nameOf(index))));
    expect(accepted.map(({ path }) => path)).toEqual([]);
  },
  PREPARATION_TIME,
);

test("the module's page has each field of the policy, with what it is and its default", () => {
  const page = readFileSync(path.join(MODULE, "README.md"), "utf8");
  const rows = new Map(page.split("\n").map((line) => [/^\| `([^`]+)` \|/.exec(line)?.[1], line]));
  for (const { path: place, field } of PLACES) {
    const row = rows.get(place.replace("policy.", "").replace("[0]", "[*]"));
    expect(row).toContain(field.doc!.split("\n")[0]!.replaceAll("|", "\\|"));
    if ("default" in field) expect(row).toContain(JSON.stringify(field.default));
  }
});
