import type { Command } from "../actions/messages";

/** What an Action asked of `api`, in words: "revoke session: reason "too many", preserve refresh tokens true". */
export function describeCommand({ type, ...fields }: Command): string {
  const given = Object.entries(fields).map(([name, value]) => `${words(name)} ${describe(name, value)}`);
  return `${words(type)}: ${given.join(", ")}`;
}

function words(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/** A date where an Action gave one that there is. */
function describe(name: string, value: unknown): string {
  const date = new Date(name === "at" ? Number(value) : NaN);
  return Number.isNaN(date.getTime()) ? (JSON.stringify(value) ?? "undefined") : date.toISOString();
}
