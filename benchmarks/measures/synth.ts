import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { run } from "../../terraform/command";
import type { Measure } from "../measure";
import { type Spread, spreadOf } from "../spread";
import { formatRatio, formatSpread, table } from "../table";

/** What a program that synthesizes one stack takes. */
export interface SynthFigures {
  constructs: number;
  /** CPU time in milliseconds, including that of Node and cdktf. */
  cpu: Spread;
  /** How long importing the package takes once cdktf is loaded, in milliseconds. */
  importing: Spread;
}

const REPOSITORY = path.join(__dirname, "..", "..");
const CONSTRUCTS = [0, 1, 10, 100];
const RUNS = 3;

export const synth: Measure = {
  title: "Synth",
  async take(say) {
    say("building the package");
    await run("npm", ["run", "--silent", "build"], { cwd: REPOSITORY });
    const samples = CONSTRUCTS.map((constructs) => ({ constructs, runs: [] as Sample[] }));
    for (let count = 0; count < RUNS; count += 1) {
      for (const { constructs, runs } of samples) {
        say(`${constructs} constructs, ${count + 1} of ${RUNS}`);
        runs.push(await synthesize(constructs));
      }
    }
    const figures = samples.map(({ constructs, runs }) => ({
      constructs,
      cpu: spreadOf(runs.map(({ cpu }) => cpu)),
      importing: spreadOf(runs.map(({ importing }) => importing)),
    }));
    return { figures, text: show(figures) };
  },
};

function show(figures: SynthFigures[]): string {
  const empty = figures[0]!.cpu.median;
  const rows = figures.map(({ constructs, cpu, importing }) => [
    constructs === 0 ? "none" : `${constructs}`,
    formatSpread(cpu),
    formatRatio(cpu.median, empty),
    formatSpread(importing),
  ]);
  return [
    "A program that synthesizes one stack, on the compiled package.",
    "",
    table(["constructs in the stack", "ms of CPU", "times an empty stack", "import of the package, ms"], rows),
  ].join("\n");
}

type Sample = { cpu: number; importing: number };

async function synthesize(constructs: number): Promise<Sample> {
  const folder = await mkdtemp(path.join(tmpdir(), "single-session-synth-"));
  try {
    const program = path.join(__dirname, "synth-stack.cjs");
    const { stdout } = await run(process.execPath, [program, folder, `${constructs}`], { cwd: REPOSITORY });
    return JSON.parse(stdout) as Sample;
  } finally {
    await rm(folder, { recursive: true });
  }
}
