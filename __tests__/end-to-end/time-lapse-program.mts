/**
 * Imported by Node.js before a program: makes its time pass as many times as fast as this machine's, as TIME_LAPSE says,
 * since the moment that it names.
 */
import promises from "node:timers/promises";

const { since, speed } = JSON.parse(process.env.TIME_LAPSE!) as { since: number; speed: number };
const { now } = Date;
const { setTimeout: schedule } = globalThis;
const wait = promises.setTimeout;
const timeout = AbortSignal.timeout.bind(AbortSignal);

Date.now = () => Math.round(since + (now() - since) * speed);
globalThis.setTimeout = ((callback: () => void, milliseconds = 0, ...rest: []) =>
  schedule(callback, milliseconds / speed, ...rest)) as typeof setTimeout;
promises.setTimeout = (milliseconds = 0, ...rest) => wait(milliseconds / speed, ...rest);
// This machine is as slow as before: what answers within a second is no timeout.
AbortSignal.timeout = (milliseconds) => timeout(Math.max(milliseconds / speed, Math.min(milliseconds, 1000)));
