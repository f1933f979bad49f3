import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { Interruption } from "./interruption";
import { JsonReporter, type Ending, type Reporter } from "./reporter";
import { narrate, StoryFailed } from "./step";
import { tellStory, type Telling } from "./story";
import { TerminalReporter } from "./terminal";

const USAGE = `usage: npm run demo [-- --json] [--watch]

Deploys this repository's stack to a simulated Auth0 tenant, with real Terraform and the real provider, signs a user in
from three devices, raises the limit, and destroys everything. Ends with exit code 1 if anything is not as it should be.

  --json   print one JSON document; "npm run --silent demo -- --json" prints nothing else
  --watch  serve a page that shows the demo, pause after each step, and leave the tenant to you before destroying it
  --help   print this help
`;

async function main(): Promise<void> {
  const options = readOptions();
  if (options.help) {
    process.stdout.write(USAGE);
    return;
  }
  ignoreOwnTenant();

  const interruption = new Interruption();
  interruption.listen();
  const story = { isWatched: options.watch, interruption };
  await run(options.json ? new JsonReporter() : new TerminalReporter(), story);
}

function readOptions(): { json: boolean; watch: boolean; help: boolean } {
  const flag = { type: "boolean", default: false } as const;
  const options = { json: flag, watch: flag, help: flag };
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\n${USAGE}`);
    process.exit(2);
  }
}

/** Variables for the user's own tenant, such as a token, would take precedence over those for the simulated tenant. */
function ignoreOwnTenant(): void {
  for (const name of Object.keys(process.env)) {
    if (name.startsWith("AUTH0_")) delete process.env[name];
  }
}

async function run(reporter: Reporter, story: Telling): Promise<void> {
  const started = performance.now();
  const outcome = await tell(reporter, story);
  if (outcome === "failed") process.exitCode = 1;
  reporter.ended({ outcome, duration: Math.round(performance.now() - started) });
}

async function tell(reporter: Reporter, story: Telling): Promise<Ending["outcome"]> {
  const { signal } = story.interruption;
  const folder = await mkdtemp(path.join(tmpdir(), "single-session-demo-"));
  try {
    await tellStory(narrate(reporter, signal), folder, story);
    return "held";
  } catch (error) {
    if (signal.aborted) return "interrupted";
    if (!(error instanceof StoryFailed)) console.error(error); // not the error of a step: cleaning up failed
    return "failed";
  } finally {
    await rm(folder, { recursive: true });
  }
}

void main();
