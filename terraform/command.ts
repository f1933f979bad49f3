import { execFile } from "node:child_process";
import { createInterface } from "node:readline";
import { promisify } from "node:util";

const MEBIBYTE = 1024 * 1024;

export interface CommandOptions {
  /** The folder to run in. */
  cwd?: string;
  /** The whole environment of the command; PATH in it decides where the command is found. */
  env?: NodeJS.ProcessEnv;
  /** After how many milliseconds the command is killed. @default no limit */
  timeout?: number;
  /** Called with each line of standard error as it arrives. */
  onProgress?: (line: string) => void;
}

export interface CommandOutput {
  stdout: string;
  stderr: string;
}

/** A command could not be started, ended with a code other than 0, or took too long. The message says which and why. */
export class CommandError extends Error {
  /** Undefined if the command never started or was killed. */
  readonly exitCode?: number;
  readonly notFound: boolean;
  readonly stdout: string;

  constructor(command: string, options: CommandOptions, failure: ExecFailure) {
    const reason =
      failure.code === "ENOENT"
        ? "is not on PATH"
        : failure.killed
          ? `took longer than ${options.timeout} ms`
          : typeof failure.code === "number"
            ? `ended with exit code ${failure.code}`
            : failure.message;
    const output = (failure.stderr || failure.stdout || "").trim();
    super(`${command} ${reason}${options.cwd ? ` in ${options.cwd}` : ""}${output ? `:\n${output}` : ""}`);
    this.name = "CommandError";
    this.notFound = failure.code === "ENOENT";
    this.exitCode = typeof failure.code === "number" ? failure.code : undefined;
    this.stdout = failure.stdout ?? "";
  }
}

type ExecFailure = Error & { code?: number | string; killed?: boolean; stdout?: string; stderr?: string };

/**
 * Runs a command to its end, without a shell.
 *
 * @throws CommandError
 */
export async function run(file: string, args: string[], options: CommandOptions = {}): Promise<CommandOutput> {
  const { onProgress, ...execOptions } = options;
  const running = promisify(execFile)(file, args, { ...execOptions, killSignal: "SIGKILL", maxBuffer: 64 * MEBIBYTE });
  if (onProgress && running.child.stderr) createInterface({ input: running.child.stderr }).on("line", onProgress);
  try {
    return await running;
  } catch (error) {
    throw new CommandError([file, ...args].join(" "), options, error as ExecFailure);
  }
}
