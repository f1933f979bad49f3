import { existsSync, readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import type { ActionFile } from "./action-file";
import { faultyRouteIn } from "./faults/fault-text";
import type { FaultyRoute } from "./faults/faults";
import type { RateLimit, SimulatorOptions, SimulatorState } from "./simulator";

export const HELP = `Usage: auth0-tenant-simulator [options]

  --port PORT                    where it listens (default 8443), and its page at the next one; 0 for any free ones
  --host NAME                    a name or address of this machine by which others reach it too (default loopback alone)
  --identity FOLDER              keeps credentials and certificate authority there, the same at the next start
  --seed FILE                    users, applications, roles, organizations, sessions and a signing key, in YAML or JSON
  --state FILE                   starts where it stopped the last time, no more with the seed then; written when it stops
  --clock DATE                   the moment at which its time begins, such as 2026-01-31T09:00:00Z (default now)
  --latency MILLISECONDS         how late each answer comes (default 0)
  --deletion-delay MILLISECONDS  how much later an accepted deletion takes effect (default 0)
  --rate-limit BURST/PER-SECOND  how many calls the Management API takes, such as 50/16 (default all)
  --fault "METHOD PATH FAULT TIMES"
                                 what goes wrong, such as "GET /api/v2/users/:id/sessions 429 3", as often as needed
  --action FILE                  binds the file's Action to post-login, and deploys it anew whenever it is saved
  --secret NAME=VALUE            a secret of that Action; as often as there are secrets
  --dependency NAME@VERSION      a dependency of that Action; as often as there are dependencies
  --help                         prints this`;

export interface CommandLine {
  options: SimulatorOptions;
  faults: FaultyRoute[];
  action?: ActionFile;
  /** Where the state is kept. */
  stateFile?: string;
}

/**
 * @returns undefined where help is asked for
 * @throws Error for what is no option, or no value of it
 */
export function readCommandLine(args: string[]): CommandLine | undefined {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: "string", default: "8443" },
      host: { type: "string" },
      identity: { type: "string" },
      seed: { type: "string" },
      state: { type: "string" },
      clock: { type: "string" },
      latency: { type: "string", default: "0" },
      "deletion-delay": { type: "string", default: "0" },
      "rate-limit": { type: "string" },
      fault: { type: "string", multiple: true, default: [] },
      action: { type: "string" },
      secret: { type: "string", multiple: true, default: [] },
      dependency: { type: "string", multiple: true, default: [] },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return undefined;
  requireAction(values);
  const port = portIn(values.port);
  const secrets = values.secret.map((text) => pair("--secret", text, "=")).map(([name, value]) => ({ name, value }));
  const dependencies = values.dependency
    .map((text) => pair("--dependency", text, "@"))
    .map(([name, version]) => ({ name, version }));
  const { host, identity: identityFolder, state: stateFile, action: file } = values;
  const state = stateIn(stateFile);
  return {
    options: {
      port,
      pagePort: port === 0 || port === 65535 ? 0 : port + 1,
      latency: millisecondsIn("--latency", values.latency),
      deletionDelay: millisecondsIn("--deletion-delay", values["deletion-delay"]),
      rateLimit: rateLimitIn(values["rate-limit"]),
      clock: dateIn(values.clock),
      state,
      host,
      identityFolder,
      seed: state === undefined ? values.seed : undefined,
    },
    faults: values.fault.map(faultyRouteIn),
    ...(file !== undefined && { action: { file, secrets, dependencies } }),
    ...(stateFile !== undefined && { stateFile }),
  };
}

/** What is for an Action only would be ignored without one. */
function requireAction({
  action,
  secret,
  dependency,
}: {
  action?: string;
  secret: string[];
  dependency: string[];
}): void {
  if (action !== undefined) return;
  if (secret.length > 0) throw new Error("--secret is for an Action; give --action FILE too");
  if (dependency.length > 0) throw new Error("--dependency is for an Action; give --action FILE too");
}

function portIn(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65535) return port;
  throw new Error(`--port ${text} is no port; give a number from 0 (any free one) to 65535`);
}

function millisecondsIn(option: string, text: string): number {
  if (!/^\d+$/.test(text)) throw new Error(`${option} ${text} is no whole number of milliseconds`);
  return Number(text);
}

function rateLimitIn(text: string | undefined): RateLimit | undefined {
  if (text === undefined) return undefined;
  const [, burst, perSecond] = /^(\d+)\/(\d+)$/.exec(text) ?? [];
  if (perSecond === undefined)
    throw new Error(`--rate-limit ${text} is not such as 50/16: calls at once, and a second`);
  return { burst: Number(burst), perSecond: Number(perSecond) };
}

function dateIn(text: string | undefined): Date | undefined {
  if (text === undefined) return undefined;
  const [date, day] = [new Date(text), text.slice(0, "2026-01-31".length)];
  if (Number.isNaN(date.getTime()) || !isDay(day))
    throw new Error(`--clock ${text} is no date; give one such as 2026-01-31T09:00:00Z`);
  return date;
}

/** One that the calendar has: of 30 February, `Date` makes 2 March. */
function isDay(text: string): boolean {
  const day = new Date(text);
  return !Number.isNaN(day.getTime()) && day.toISOString().slice(0, 10) === text;
}

/** A file that is not there yet is written when the simulator stops. */
function stateIn(file: string | undefined): SimulatorState | undefined {
  if (file === undefined || !existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, "utf8")) as SimulatorState;
  } catch (error) {
    throw new Error(`--state ${file} cannot be read: ${(error as Error).message}`, { cause: error });
  }
}

/** Text around the last separator, which may also be what a name begins with: `@scope/name@1.0.0`. */
function pair(option: string, text: string, separator: string): [string, string] {
  const at = separator === "=" ? text.indexOf(separator) : text.lastIndexOf(separator);
  if (at < 1) throw new Error(`${option} ${text} has no "${separator}" between a name and a value`);
  return [text.slice(0, at), text.slice(at + 1)];
}
