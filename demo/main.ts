import { mkdtemp, rm } from "node:fs/promises";
import { constants, tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { JsonReporter, type Ending, type Reporter } from "./reporter";
import { narrate, StoryFailed } from "./step";
import { tellStory } from "./story";
import { TerminalReporter } from "./terminal";

const USAGE = `usage: npm run demo [-- --json]

Deploys this repository's stack to a simulated Auth0 tenant, with real Terraform and the real provider, signs a user in
from three devices, raises the limit, and destroys everything. Ends with exit code 1 if anything is not as it should be.

  --json   print one JSON document; "npm run --silent demo -- --json" prints nothing else
  --help   print this
`;

async function main(): Promise<void> {
  const options = readOptions();
  if (options.help) {
    process.stdout.write(USAGE);
    return;
  }
  ignoreOwnTenant();

  const interruption = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const) {
    process.on(name, () => {
      process.exitCode = 128 + constants.signals[name];
      interruption.abort();
    });
  }
  await run(options.json ? new JsonReporter() : new TerminalReporter(), interruption.signal);
}

function readOptions(): { json: boolean; help: boolean } {
  const options = { json: { type: "boolean", default: false }, help: { type: "boolean", default: false } } as const;
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\n${USAGE}`);
    process.exit(2);
  }
}

/** What the user has set for a tenant of their own, a token for instance, would go before what is set for the simulated one. */
function ignoreOwnTenant(): void {
  for (const name of Object.keys(process.env)) {
    if (name.startsWith("AUTH0_")) delete process.env[name];
  }
}

async function run(reporter: Reporter, signal: AbortSignal): Promise<void> {
  const started = performance.now();
  const outcome = await tell(reporter, signal);
  if (outcome === "failed") process.exitCode = 1;
  reporter.ended({ outcome, duration: Math.round(performance.now() - started) });
}

async function tell(reporter: Reporter, signal: AbortSignal): Promise<Ending["outcome"]> {
  const folder = await mkdtemp(path.join(tmpdir(), "single-session-demo-"));
  try {
    await tellStory(narrate(reporter, signal), folder, signal);
    return "held";
  } catch (error) {
    if (signal.aborted) return "interrupted";
    if (!(error instanceof StoryFailed)) console.error(error); // not a step's: cleaning up failed
    return "failed";
  } finally {
    await rm(folder, { recursive: true });
  }
}

void main();
