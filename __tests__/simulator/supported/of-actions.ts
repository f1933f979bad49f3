import { isDeepStrictEqual } from "node:util";
import { DOCUMENTED_API, DOCUMENTED_EVENT, type Keys } from "./documented";
import type { Evidence } from "../../../simulator/evidence";
import type { Observed } from "./observed";
import type { Part } from "./part";

/** The documented keys of `event`; where one is never there, those in it have no row of their own. */
export function keysOf(events: Observed["events"], evidence: Record<string, Evidence>): Part[] {
  const rows = (keys: Keys, parent: string): Part[] =>
    Object.entries(keys).flatMap(([key, inner]) => {
      const name = `${parent}${key}`;
      const flows = Object.keys(events).filter((flow) => valueAt(events[flow], name) !== undefined);
      const part = {
        name: `event.${name}`,
        isSupported: flows.length > 0,
        support: inWords(flows, events),
        evidence: nearest(evidence, name),
      };
      return part.isSupported ? [part, ...rows(inner, `${name}.`)] : [part];
    });
  return rows(DOCUMENTED_EVENT, "");
}

function inWords(flows: string[], events: Observed["events"]): string {
  const withSession = Object.keys(events).filter((flow) => valueAt(events[flow], "session") !== undefined);
  if (flows.length === 0) return "never";
  if (flows.length === Object.keys(events).length) return "every flow";
  return isDeepStrictEqual(flows, withSession) ? "every flow with a session" : flows.join(", ");
}

function valueAt(event: unknown, name: string): unknown {
  return name.split(".").reduce((value, key) => (value as Record<string, unknown> | undefined)?.[key], event);
}

/** The documented methods of `api`. */
export function methodsOf(methods: Observed["methods"], evidence: Record<string, Evidence>): Part[] {
  return Object.entries(DOCUMENTED_API).flatMap(([part, names]) =>
    names.map((name) => {
      const method = `${part}.${name}`;
      const isSupported = methods[method] === "works";
      const support = isSupported ? "supported" : "refused by name";
      return { name: `api.${method}`, isSupported, support, evidence: nearest(evidence, method) };
    }),
  );
}

/** What is said of it or, where nothing is, which kinds of evidence there are for what it is in. */
function nearest(evidence: Record<string, Evidence>, name: string): Evidence {
  const parts = name.split(".");
  const outer = parts.map((_, index) => parts.slice(0, index).join(".")).reverse();
  const [found] = outer.filter((key) => key in evidence);
  return evidence[name] ?? (found === undefined ? {} : kindsOf(evidence[found]));
}

function kindsOf(evidence: Evidence = {}): Evidence {
  const kinds = Object.keys(evidence).filter((key) => key !== "remark");
  return Object.fromEntries(kinds.map((kind) => [kind, ""]));
}
