#!/usr/bin/env node
import { Command, CommanderError } from "commander";
import { AUTH0_SDK } from "../contract/pins";
import { addDoctor } from "./doctor/command";
import { EXIT_CODE } from "./exit-code";
import { addHistory } from "./history/command";
import { UsageError } from "./options";
import { addPreview } from "./preview/command";
import { addStatement } from "./statement/command";
import { addSweep } from "./sweep/command";

const program = new Command("auth0-single-session")
  .description("Manages the session limit that a SingleSessionConstruct deploys to an Auth0 tenant.")
  .exitOverride();
addDoctor(program);
addPreview(program);
addSweep(program);
addHistory(program);
addStatement(program);

// Whoever reads the output may have seen enough, as "head" has: what was asked for is done all the same.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
}

program.parseAsync().catch((error: Error) => {
  process.exitCode = exitCodeOf(error);
  const message = explain(error);
  if (message !== undefined) console.error(message);
});

function exitCodeOf(error: Error): number {
  const isHelp = error instanceof CommanderError && error.exitCode === 0;
  return isHelp ? EXIT_CODE.well : EXIT_CODE.couldNotRun;
}

/** The message to print; undefined if the argument parser has already printed one. */
function explain(error: Error & { code?: string }): string | undefined {
  if (error instanceof CommanderError) return undefined;
  if (error instanceof UsageError) return `${error.message}\nsee "--help"`;
  const { name, version } = AUTH0_SDK;
  if (error.code === "MODULE_NOT_FOUND" && error.message.includes(`'${name}'`)) {
    return `the package "${name}" is not installed: run "npm install ${name}@${version}"`;
  }
  return error.stack;
}
