import path from "node:path";
import { setTimeout } from "node:timers/promises";
import type { Simulator } from "../../simulator/simulator";

/** In milliseconds of this machine. */
const TICK = 5;

/** A tenant's time, and that of programs, that passes faster than this machine's. */
export class TimeLapse {
  private readonly since = Date.now();
  private readonly ticking: NodeJS.Timeout;
  private passed = 0;

  /** @param speed how many times as fast */
  constructor(
    private readonly simulator: Simulator,
    private readonly speed: number,
  ) {
    this.ticking = setInterval(() => this.tick(), TICK);
  }

  /** The options of Node.js, and the environment, that let a program in TypeScript live in this time. */
  get nodeOptions(): string[] {
    return ["--import", require.resolve("tsx"), "--import", path.join(__dirname, "time-lapse-program.mts")];
  }

  get environment(): Record<string, string> {
    return { TIME_LAPSE: JSON.stringify({ since: this.since, speed: this.speed }) };
  }

  /** @param milliseconds of the faster time */
  async wait(milliseconds: number): Promise<void> {
    await setTimeout(milliseconds / this.speed);
  }

  stop(): void {
    clearInterval(this.ticking);
  }

  private tick(): void {
    const due = (Date.now() - this.since) * (this.speed - 1);
    this.simulator.passTime(due - this.passed);
    this.passed = due;
  }
}
