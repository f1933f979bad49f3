import { setTimeout } from "node:timers/promises";

/** Waits until the clock shows another second: `plantimestamp()` counts seconds, so two plans within one count as one. */
export async function nextSecond(): Promise<void> {
  await setTimeout(1000 - (Date.now() % 1000));
}
