export type Metadata = Record<string, unknown>;

/** How Auth0 updates metadata: first-level keys are merged, and null removes one. */
export function mergeMetadata(current: Metadata = {}, changes: Metadata): Metadata {
  return Object.fromEntries(Object.entries({ ...current, ...changes }).filter(([, value]) => value !== null));
}
