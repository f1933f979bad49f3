import { fork, type ChildProcess } from "node:child_process";
import { tmpdir } from "node:os";
import path from "node:path";
import type {
  ActionEvent,
  CacheRecords,
  CacheWrite,
  Command,
  Failure,
  FromInstance,
  Program,
  ToInstance,
} from "./messages";

/** Node 22 runs TypeScript as it is. An Action may read files, and write none: so it is on Auth0. */
const RUNTIME_FLAGS = [
  "--experimental-strip-types",
  "--permission",
  "--allow-fs-read=*",
  "--disable-warning=ExperimentalWarning",
];

/** Beside this file as it is built, or, in the repository, as it is written. */
const RUNTIME = path.join(__dirname, "runtime", __filename.endsWith(".ts") ? "main.mts" : "main.mjs");

/** How much of what a dying process wrote is worth repeating, in characters. */
const LAST_WORDS = 2000;

export interface Execution {
  event: ActionEvent;
  cache: CacheRecords;
  /** Milliseconds by which the tenant's time is ahead of this machine's. @default 0 */
  ahead?: number;
  onLog: (line: string) => void;
}

export type Outcome = { commands: Command[] } | { failure: Failure };

interface Running {
  onLog: (line: string) => void;
  settle: (outcome: Outcome) => void;
}

/** A process that has one version of one Action loaded and runs it for any number of logins, also at the same time. */
export class Instance {
  private readonly process: ChildProcess;
  private readonly running = new Map<number, Running>();
  /** When the process is gone. */
  readonly ended: Promise<void>;
  private executions = 0;
  private retired = false;
  private stderr = "";

  constructor(
    program: Program,
    node: string,
    certificateAuthorityFile: string,
    onCacheWrite: (write: CacheWrite) => void,
  ) {
    this.process = fork(RUNTIME, {
      execPath: node,
      execArgv: RUNTIME_FLAGS,
      env: { NODE_EXTRA_CA_CERTS: certificateAuthorityFile },
      cwd: tmpdir(),
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    });
    this.process.stderr?.setEncoding("utf8").on("data", (text: string) => {
      this.stderr = (this.stderr + text).slice(-LAST_WORDS);
    });
    this.process.on("message", (message: FromInstance) => {
      if (message.type === "cache") onCacheWrite(message.write);
      else this.receive(message);
    });
    this.process.on("error", (error) => this.die(error.message));
    this.process.on("close", (code, signal) => this.die(`it ended with ${signal ?? `exit code ${code}`}`));
    this.ended = new Promise((resolve) => this.process.once("close", () => resolve()));
    this.send({ type: "load", program });
  }

  get accepting(): boolean {
    return !this.retired && this.process.connected;
  }

  /**
   * Gives up after `timeLimit` milliseconds, and retires the instance: what the Action left behind may keep it busy. Other
   * executions under way may still finish in it.
   */
  execute({ event, cache, ahead = 0, onLog }: Execution, timeLimit: number): Promise<Outcome | "timed out"> {
    const execution = ++this.executions;
    return new Promise((resolve) => {
      const finish = (outcome: Outcome | "timed out") => {
        clearTimeout(timer);
        this.running.delete(execution);
        if (outcome === "timed out") this.retired = true;
        this.endWhenIdle();
        resolve(outcome);
      };
      const timer = setTimeout(finish, timeLimit, "timed out");
      this.running.set(execution, { onLog, settle: finish });
      this.send({ type: "execute", execution, event, cache, ahead });
    });
  }

  /** Takes no further execution, and ends as soon as those under way have. */
  retire(): void {
    this.retired = true;
    this.endWhenIdle();
  }

  /** Ends the process now. */
  async close(): Promise<void> {
    this.process.kill("SIGKILL");
    await this.ended;
  }

  private send(message: ToInstance): void {
    this.process.send(message);
  }

  private receive(message: Exclude<FromInstance, { type: "cache" }>): void {
    const running = this.running.get(message.execution);
    if (message.type === "log") running?.onLog(message.line);
    else if (message.type === "done") running?.settle({ commands: message.commands });
    else running?.settle({ failure: message.failure });
  }

  private die(cause: string): void {
    this.retired = true;
    const reason = `the instance of the Action died: ${cause}`;
    const failure = { reason, details: [reason, this.stderr.trim()].filter((text) => text !== "").join("\n") };
    for (const { settle } of [...this.running.values()]) settle({ failure });
  }

  private endWhenIdle(): void {
    if (this.retired && this.running.size === 0) this.process.kill("SIGKILL");
  }
}
