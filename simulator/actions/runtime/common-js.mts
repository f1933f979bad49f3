import { compileFunction } from "node:vm";

/**
 * Runs the code of a CommonJS module.
 *
 * @param scope what the code has by name, besides `module`, `exports` and what is global
 * @returns what it exports
 */
export function runCommonJs(name: string, code: string, scope: Record<string, unknown>): unknown {
  const module = { exports: {} as unknown };
  const names = ["module", "exports", ...Object.keys(scope)];
  const run = compileFunction(code, names, { filename: `${name}.js` }) as (...values: unknown[]) => void;
  run(module, module.exports, ...Object.values(scope));
  return module.exports;
}
