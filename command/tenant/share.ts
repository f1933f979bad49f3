import { InvalidArgumentError, type Command } from "commander";

export interface ShareArguments {
  /** How much of the tenant's rate limit the command may use, from 0 to 1. */
  share: number;
}

export function addShareOption(command: Command): Command {
  return command.option(
    "--share <percent>",
    "how much of the tenant's rate limit to use, leaving the rest to others (default: 50)",
    readShare,
    0.5,
  );
}

function readShare(text: string): number {
  const percent = Number(text);
  if (!(percent >= 1 && percent <= 100)) throw new InvalidArgumentError("Write a percentage from 1 to 100.");
  return percent / 100;
}
