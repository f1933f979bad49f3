import { cp, mkdtemp, rm } from "node:fs/promises";
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
/**
 * How many constructs, and how often that is run: a single construct adds so little that it takes many runs to tell, and a
 * hundred so much that one is enough.
 */
const SIZES = [
  { constructs: 0, runs: 9 },
  { constructs: 1, runs: 9 },
  { constructs: 10, runs: 3 },
  { constructs: 100, runs: 1 },
];

export const synth: Measure = {
  title: "Synth",
  async take(say) {
    say("building the package");
    await run("npm", ["run", "--silent", "build:classes"], { cwd: REPOSITORY });
    // `main.ts` has built the Action.
    await cp(path.join(REPOSITORY, "action-code"), path.join(REPOSITORY, "dist", "action-code"), { recursive: true });
    const samples: Sample[] = [];
    for (let turn = 1; turn <= SIZES[0]!.runs; turn += 1) {
      for (const { constructs, runs } of SIZES.filter(({ runs }) => turn <= runs)) {
        say(`${constructs} constructs, ${turn} of ${runs}`);
        samples.push(await synthesize(constructs));
      }
    }
    const figures = SIZES.map(({ constructs }) => figuresOf(constructs, samples));
    return { figures, text: show(figures) };
  },
};

function figuresOf(constructs: number, samples: Sample[]): SynthFigures {
  const own = samples.filter((sample) => sample.constructs === constructs);
  return {
    constructs,
    cpu: spreadOf(own.map(({ cpu }) => cpu)),
    importing: spreadOf(own.map(({ importing }) => importing)),
  };
}

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

/** One run of the program. Times are in milliseconds. */
type Sample = Record<"constructs" | "cpu" | "importing", number>;

async function synthesize(constructs: number): Promise<Sample> {
  const folder = await mkdtemp(path.join(tmpdir(), "single-session-synth-"));
  try {
    const program = path.join(__dirname, "synth-stack.cjs");
    const { stdout } = await run(process.execPath, [program, folder, `${constructs}`], { cwd: REPOSITORY });
    return { constructs, ...(JSON.parse(stdout) as Omit<Sample, "constructs">) };
  } finally {
    await rm(folder, { recursive: true });
  }
}
