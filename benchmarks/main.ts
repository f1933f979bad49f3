import { writeFile } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { run } from "../terraform/command";
import { linkTo, writeDocumentation, writePlots } from "./documentation";
import { describeMachine, showMachine } from "./machine";
import { MEASURES } from "./measures/measures";
import { checkCalls } from "./quick";

const USAGE = `usage: npm run bench [-- OPTION... MEASURE...]

Compares the Action with the one from Auth0's support article and with the fewest possible round trips, all on simulated
tenants in one run, and prints tables. Takes some three minutes.

  MEASURE      one or more of ${Object.keys(MEASURES).join(", ")}; all of them by default
  --json FILE  write the figures
  --plot       draw the plots in docs/plots/
  --docs       the same, and write the figures into docs/performance.md; only for a run of all measures
  --quick      measure no times: only count calls, and end with exit code 1 if the counts are not as expected
  --help       print this help
`;

async function main(): Promise<void> {
  const { values: options, positionals: names } = readOptions();
  if (options.help) {
    process.stdout.write(USAGE);
    return;
  }
  await run("npm", ["run", "--silent", "build:action"], { cwd: path.join(__dirname, "..") });
  if (options.quick) {
    if (!(await checkCalls())) process.exitCode = 1;
    return;
  }
  await takeMeasures(names.length > 0 ? names : Object.keys(MEASURES), options);
}

function readOptions() {
  try {
    const parsed = parseArgs({
      options: {
        json: { type: "string" },
        plot: { type: "boolean", default: false },
        docs: { type: "boolean", default: false },
        quick: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
      allowPositionals: true,
    });
    const unknown = parsed.positionals.find((name) => !Object.hasOwn(MEASURES, name));
    if (unknown !== undefined) throw new Error(`there is no measure "${unknown}"`);
    if (parsed.values.docs && parsed.positionals.length > 0)
      throw new Error("--docs is only for a run of all measures");
    return parsed;
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\n${USAGE}`);
    process.exit(2);
  }
}

async function takeMeasures(names: string[], options: { json?: string; plot: boolean; docs: boolean }): Promise<void> {
  const started = performance.now();
  const say = (line: string) =>
    process.stderr.write(`${((performance.now() - started) / 1000).toFixed(0)} s  ${line}\n`);
  const machine = await describeMachine();
  const figures: Record<string, unknown> = { machine };
  const sections = [showMachine(machine)];
  const plots = [];
  for (const name of names) {
    const measure = MEASURES[name]!;
    const taken = await measure.take((line) => say(`${name}: ${line}`));
    figures[name] = taken.figures;
    sections.push(`### ${measure.title}\n\n${taken.text}`, ...(taken.plots ?? []).map(linkTo));
    plots.push(...(taken.plots ?? []));
  }
  const text = sections.join("\n\n");
  process.stdout.write(`${text}\n`);
  if (options.json !== undefined) await writeFile(options.json, `${JSON.stringify(figures, null, 2)}\n`);
  if (options.plot || options.docs) await writePlots(plots);
  if (options.docs) await writeDocumentation(text);
}

void main();
