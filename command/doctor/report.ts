import color from "picocolors";
import type { Diagnosis } from "./diagnosis";
import type { Level } from "./finding";

const MARKS: Record<Level, string> = {
  ok: color.green("✔"),
  note: color.yellow("!"),
  problem: color.red("✖"),
};

/** The findings for people to read: a line for each, and below it why it matters and what to do. */
export function showDiagnoses(diagnoses: readonly Diagnosis[]): string {
  const width = Math.max(...diagnoses.map(({ subject }) => subject.length));
  const margin = " ".repeat(width + 4);
  const lines = diagnoses.flatMap(({ level, subject, what, why, advice }) => [
    `${MARKS[level]} ${color.bold(subject.padEnd(width))}  ${what}`,
    ...(why === undefined ? [] : [color.dim(`${margin}why: ${why}`)]),
    ...(advice === undefined ? [] : [`${margin}do:  ${advice}`]),
  ]);
  return [...lines, "", summarize(diagnoses)].join("\n");
}

function summarize(diagnoses: readonly Diagnosis[]): string {
  const count = (level: Level) => diagnoses.filter((diagnosis) => diagnosis.level === level).length;
  const told = `${plural(count("problem"), "problem")}, ${plural(count("note"), "note")}, ${count("ok")} fine`;
  return count("problem") > 0 ? color.red(told) : color.green(told);
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
