import { execFile, type ChildProcess } from "node:child_process";
import path from "node:path";
import type { Simulator } from "../../simulator/simulator";
import type { TimeLapse } from "./time-lapse";

const PROGRAM = path.join(__dirname, "..", "..", "command", "main.ts");

export interface Ended {
  /** Null where it was killed. */
  exitCode: number | null;
  stdout: string;
  stderr: string;
}

/** The command as one process, in the tenant's time. */
export class CommandLine {
  constructor(
    private readonly simulator: Simulator,
    private readonly time: TimeLapse,
    /** Where it runs. */
    private readonly folder: string,
  ) {}

  /** With Terraform's credentials unless told otherwise. */
  run(args: string[], onStart: (child: ChildProcess) => void = () => {}, environment = {}): Promise<Ended> {
    const { PATH, HOME } = process.env;
    const env = {
      PATH,
      HOME,
      ...this.simulator.environment,
      ...this.time.environment,
      NODE_EXTRA_CA_CERTS: this.simulator.certificateAuthorityFile,
      ...environment,
    };
    return new Promise((resolve) => {
      const options = { cwd: this.folder, env, maxBuffer: Infinity };
      const program = [...this.time.nodeOptions, PROGRAM, ...args];
      const child = execFile(process.execPath, program, options, (error, stdout, stderr) => {
        const code = error?.code as number | null | undefined;
        resolve({ exitCode: error ? (code ?? null) : 0, stdout, stderr });
      });
      onStart(child);
    });
  }
}
