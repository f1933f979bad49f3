import { readFileSync } from "node:fs";
import { Agent, fetch } from "undici";

/**
 * Has `fetch`, by which every version of the SDK makes its calls, trust a simulator: only some versions take a function of
 * one's own. Returns what takes the trust back.
 */
export function trustSimulator(certificateAuthorityFile: string): () => Promise<void> {
  const original = globalThis.fetch;
  const dispatcher = new Agent({ connect: { ca: readFileSync(certificateAuthorityFile, "utf8") } });
  globalThis.fetch = ((input: string, init: object) => fetch(input, { ...init, dispatcher })) as typeof original;
  return () => {
    globalThis.fetch = original;
    return dispatcher.close();
  };
}
