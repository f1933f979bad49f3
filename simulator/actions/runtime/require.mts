import { createRequire, isBuiltin } from "node:module";
import path from "node:path";

/** `require` as an Action has it: what Node has built in, and the dependencies that the Action declares. */
export function requireDeclared(modules: Record<string, string>): (request: string) => unknown {
  const requires = new Map(
    Object.entries(modules).map(([name, folder]) => [name, createRequire(path.join(folder, "package.json"))]),
  );
  const builtins = createRequire(import.meta.url);
  return (request): unknown => {
    if (isBuiltin(request)) return builtins(request);
    const require = requires.get(packageOf(request));
    if (require !== undefined) return require(request);
    throw notDeclared(request, [...requires.keys()]);
  };
}

/** `auth0/legacy` is in `auth0`, `@scope/name/part` in `@scope/name`. */
function packageOf(request: string): string {
  return request.split("/", request.startsWith("@") ? 2 : 1).join("/");
}

function notDeclared(request: string, declared: string[]): Error {
  const allowed =
    declared.length === 0 ? "this Action declares no dependency" : `this Action declares ${declared.join(", ")}`;
  const message = `cannot find module '${request}': ${allowed}; add it to the Action's dependencies`;
  return Object.assign(new Error(message), { code: "MODULE_NOT_FOUND" });
}
