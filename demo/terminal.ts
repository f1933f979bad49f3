import ora from "ora";
import color from "picocolors";
import { formatDuration, showDetails } from "./display";
import type { Ending, FailedStep, HeldStep, Reporter } from "./reporter";

/** Prints a line for each step, with its details below. On a terminal, a spinner shows the current step. */
export class TerminalReporter implements Reporter {
  /** A terminal without a size, which some containers have, cannot be drawn on. */
  private readonly interactive = process.stdout.isTTY && process.stdout.columns > 0 && !process.env.CI;
  private readonly spinner = ora({
    stream: process.stdout,
    isEnabled: this.interactive,
    isSilent: !this.interactive,
    discardStdin: false, // otherwise, Ctrl-C would not reach the running command
  });
  private step = "";
  private steps = 0;

  started(step: string): void {
    this.step = step;
    this.spinner.start(step);
  }

  progress(line: string): void {
    if (this.interactive) this.spinner.text = `${this.step} ${color.dim(line)}`;
    else say(color.dim(`  ${line}`));
  }

  held({ step, result, duration, details = {} }: HeldStep): void {
    this.steps += 1;
    this.spinner.stop();
    say(`${color.green("✔")} ${color.bold(step)}  ${result}  ${color.dim(formatDuration(duration))}`);
    say(...showDetails(details).map(indent));
  }

  failed({ step, expected, found, duration, output }: FailedStep): void {
    this.spinner.stop();
    say(`${color.red("✖")} ${color.bold(step)}  ${color.dim(formatDuration(duration))}`);
    say(indent(`expected: ${expected}`), indent(`found:    ${found}`));
    if (output) say("", indent(output.trimEnd()));
  }

  ended({ outcome, duration }: Ending): void {
    this.spinner.stop();
    const endings = {
      held: color.green(`All ${this.steps} steps hold.`),
      failed: color.red(`"${this.step}" does not hold; everything has been cleaned up.`),
      interrupted: color.yellow("Interrupted; everything has been cleaned up."),
    };
    say("", `${endings[outcome]} ${color.dim(formatDuration(duration))}`);
  }
}

function indent(text: string): string {
  return text.replace(/^(?=.)/gm, "    ");
}

function say(...lines: string[]): void {
  process.stdout.write(lines.map((line) => `${line}\n`).join(""));
}
