import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { text } from "node:stream/consumers";
import { Unmet } from "./step";

/** The root of this repository. */
export const REPOSITORY = path.join(__dirname, "..");
const BINARIES = path.join(REPOSITORY, "node_modules", ".bin");

/**
 * Without this option, which the demo does not show, `cdktf` would make Terraform ask the registry for the provider's checksums.
 * That fails if there is no registry, and only a lock file that is kept needs them.
 */
const WITHOUT_LOCK = "--skip-provider-lock";

/** The `cdktf` command for this repository's stack, in a folder of its own, so that the user's own state and output stay untouched. */
export class Cdktf {
  /** The folder of the synthesized stack, once there is one. */
  readonly stackFolder: string;

  /**
   * @param folder an empty folder, for the configuration, the synthesized stack and Terraform's state
   * @param environment the variables that Terraform and the provider need in addition to this process's own environment
   * @param signal stops a command that is running
   */
  constructor(
    private readonly folder: string,
    private readonly environment: Record<string, string>,
    private readonly signal: AbortSignal,
  ) {
    this.stackFolder = path.join(folder, "cdktf.out", "stacks", "single-session");
  }

  async configure(): Promise<void> {
    const app = `"${path.join(BINARIES, "tsx")}" "${path.join(REPOSITORY, "main.ts")}"`;
    const configuration = { language: "typescript", app, projectId: "demo", sendCrashReports: "false" };
    await writeFile(path.join(this.folder, "cdktf.json"), JSON.stringify(configuration));
  }

  async synthesize(maxSessions: number): Promise<void> {
    await this.run(["synth"], maxSessions);
  }

  async deploy(maxSessions: number): Promise<void> {
    await this.run(["deploy", "--auto-approve", WITHOUT_LOCK], maxSessions);
  }

  async destroy(maxSessions: number): Promise<void> {
    await this.run(["destroy", "--auto-approve", WITHOUT_LOCK], maxSessions);
  }

  /**
   * Runs a command. Its output is only for people to read, because `cdktf` sometimes loses parts of it.
   *
   * @throws Unmet with the command's output, if the command does not end with exit code 0
   */
  private async run(args: string[], maxSessions: number): Promise<void> {
    const command = spawn(path.join(BINARIES, "cdktf"), args, {
      cwd: this.folder,
      env: { ...process.env, ...this.environment, ...this.ownEnvironment, MAX_SESSIONS: String(maxSessions) },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const interrupt = () => command.kill("SIGINT");
    this.signal.addEventListener("abort", interrupt);
    try {
      const [stdout, stderr, [exitCode]] = await Promise.all([
        text(command.stdout),
        text(command.stderr),
        once(command, "close") as Promise<[number | null]>,
      ]);
      if (exitCode === 0) return;
      const found = exitCode === null ? "it was stopped" : `exit code ${exitCode}`;
      throw new Unmet(`cdktf ${args[0]} ends with exit code 0`, found, fromFirstError(`${stdout}${stderr}`));
    } finally {
      this.signal.removeEventListener("abort", interrupt);
    }
  }

  /** Keeps the command from asking questions, printing colours and writing to the user's home folder. */
  private get ownEnvironment(): Record<string, string> {
    return {
      CI: "true",
      NO_COLOR: "1",
      FORCE_COLOR: "0",
      CDKTF_HOME: this.folder,
      CDKTF_DISABLE_PLUGIN_CACHE_ENV: "1",
    };
  }
}

/** A failed command's output from the first error on, without the plan above it; all of the output if it shows no error. */
export function fromFirstError(output: string): string {
  const lines = output.trimEnd().split("\n");
  const first = lines.findIndex((line) => /\[ERROR\]|\bError: /.test(line));
  return lines.slice(Math.max(0, first)).join("\n");
}
