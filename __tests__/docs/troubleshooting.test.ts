import { readFileSync } from "node:fs";
import path from "node:path";
import { Command } from "commander";
import { addDoctor } from "../../command/doctor/command";
import { addHistory } from "../../command/history/command";
import { addPreview } from "../../command/preview/command";
import { addStatement } from "../../command/statement/command";
import { addSweep } from "../../command/sweep/command";

const DOCS = path.join(__dirname, "..", "..", "docs");

const program = new Command();
for (const add of [addDoctor, addPreview, addSweep, addHistory, addStatement]) add(program);

/** What of a command line there is not: an unknown sub-command, or options of it that are unknown. */
function unknownIn(line: string): string[] {
  const [name, ...args] = line.split(" ").slice(1);
  const command = program.commands.find((candidate) => candidate.name() === name);
  if (!command) return [line];
  const options = args.filter((arg) => arg.startsWith("--") && arg !== "--help");
  return options.filter((option) => !command.options.some(({ long }) => long === option)).map(() => line);
}

test.each(["troubleshooting.md", "rollout.md"])("every command that docs/%s names is one that there is", (page) => {
  const text = readFileSync(path.join(DOCS, page), "utf8");
  const lines = [...text.matchAll(/auth0-single-session [a-z][^`\n]*/g)].map(([line]) => line.trim());
  expect(lines.length).toBeGreaterThan(3);
  expect(lines.flatMap(unknownIn)).toEqual([]);
});

test("each remedy of docs/troubleshooting.md points at a command, a page or an option", () => {
  const text = readFileSync(path.join(DOCS, "troubleshooting.md"), "utf8");
  const rows = text.split("\n").filter((line) => line.startsWith("| ") && !line.startsWith("| -"));
  const remedies = rows.map((row) => row.split(" | ").at(-1)!).filter((cell) => !/^do +\|$/.test(cell));
  expect(remedies.length).toBeGreaterThan(25);
  expect(remedies.filter((remedy) => !/\]\(|`auth0-single-session |`--/.test(remedy))).toEqual([]);
});

test.each(["Nothing happens", "Everybody is logged out", "403", "429", "Users are still signed in on mobile"])(
  "docs/troubleshooting.md has the symptom %j",
  (symptom) => {
    expect(readFileSync(path.join(DOCS, "troubleshooting.md"), "utf8")).toMatch(new RegExp(`^## ${symptom}`, "m"));
  },
);
