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
 * Not part of what is shown: `cdktf` would have Terraform ask the registry for the checksums of the provider, which fails
 * where there is none, and which only a lock file that is kept has a use for.
 */
const WITHOUT_LOCK = "--skip-provider-lock";

/** The `cdktf` command on this repository's stack, in a folder of its own: no state or output of the user's is touched. */
export class Cdktf {
  /** Where Terraform finds the synthesized stack, once there is one. */
  readonly stackFolder: string;

  /**
   * @param folder an empty one, which receives the configuration, the synthesized stack and Terraform's state
   * @param environment what Terraform and the provider need besides this process's own environment
   * @param signal stops a command that is under way
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
   * What the command prints is of use for people alone: now and then `cdktf` loses parts of it.
   *
   * @throws Unmet with what the command printed, if it does not end with exit code 0
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

  /** Keeps the command from asking questions, from colours, and from writing to the user's home folder. */
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

/** Of what a failed command printed: the first error and what follows, without the plan above it; else all of it. */
export function fromFirstError(output: string): string {
  const lines = output.trimEnd().split("\n");
  const first = lines.findIndex((line) => /\[ERROR\]|\bError: /.test(line));
  return lines.slice(Math.max(0, first)).join("\n");
}
