import { readFileSync } from "node:fs";
import { InvalidArgumentError, Option, type Command } from "commander";
import { UsageError } from "../options";
import type { User } from "./directory";
import { everybody } from "./everybody";
import { sample } from "./sample";
import type { TenantDirectory } from "./tenant-directory";

/** Which users a command looks at. */
export interface UserArguments {
  since: number;
  sample?: number;
  users?: string;
}

const DAY = 24 * 60 * 60 * 1000;

export function addUserOptions(command: Command): Command {
  return command
    .option(
      "--since <date>",
      "look at users who have logged in since then, such as 2026-11-01 (default: 30 days ago)",
      readDate,
    )
    .option("--sample <number>", "look at that many of them, drawn at random", readCount)
    .addOption(
      new Option("--users <file>", "look at the users in this file instead, one user id per line").conflicts([
        "since",
        "sample",
      ]),
    );
}

export function readDate(text: string): number {
  const time = Date.parse(text);
  if (Number.isNaN(time)) throw new InvalidArgumentError('Write a date such as "2026-11-01".');
  if (time >= Date.now()) throw new InvalidArgumentError("Write a date in the past.");
  return time;
}

export function readCount(text: string): number {
  const count = Number(text);
  if (!Number.isSafeInteger(count) || count < 1) throw new InvalidArgumentError("Write a whole number, 1 or more.");
  return count;
}

export interface ChosenUsers {
  readonly count: number;
  /** Whether the chosen users are a sample that stands for more users. */
  readonly sampled: boolean;
  readonly users: AsyncIterable<User>;
}

/** @param now milliseconds since 1970 */
export async function chooseUsers(
  directory: TenantDirectory,
  { since, sample: size, users: file }: Partial<UserArguments>,
  now: number,
): Promise<ChosenUsers> {
  if (file !== undefined) {
    const ids = readIds(file);
    if (ids.length === 0) throw new UsageError(`${file} names no user; write a user id on each line`);
    return { count: ids.length, sampled: false, users: named(directory, ids) };
  }
  const window = { start: since ?? now - 30 * DAY, end: now };
  const count = await directory.count(window);
  if (size === undefined || size >= count) return { count, sampled: false, users: everybody(directory, window) };
  return { count: size, sampled: true, users: sample(directory, window, size, Math.random) };
}

function readIds(file: string): string[] {
  try {
    const lines = readFileSync(file, "utf8").split("\n");
    return [...new Set(lines.map((line) => line.trim()).filter(Boolean))];
  } catch (error) {
    throw new UsageError(`the users cannot be read: ${(error as Error).message}`);
  }
}

async function* named(directory: TenantDirectory, ids: string[]): AsyncGenerator<User> {
  for (const id of ids) {
    const user = await directory.find(id);
    if (user) yield user;
    else console.error(`the tenant has no user "${id}", who is left out`);
  }
}
