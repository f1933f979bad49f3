interface Domains {
  canonical: string;
  custom: string;
}

/** A copy in which each text that names the tenant at one place, such as an audience or an Action's secret, names it at another. */
export function moved(value: unknown, from: Domains, to: Domains): unknown {
  const places = [
    [naming(from.canonical), to.canonical],
    [naming(from.custom), to.custom],
  ] as const;
  const copy = (part: unknown): unknown => {
    if (typeof part === "string") return places.reduce((text, [pattern, place]) => text.replace(pattern, place), part);
    if (Array.isArray(part)) return part.map(copy);
    if (typeof part !== "object" || part === null) return part;
    return Object.fromEntries(Object.entries(part).map(([name, field]) => [name, copy(field)]));
  };
  return copy(value);
}

/** Not within another name, and not followed by more digits of a port. */
function naming(domain: string): RegExp {
  return new RegExp(`(?<![\\w.-])${domain.replaceAll(".", "\\.")}(?!\\d)`, "g");
}
