import { createRequire, isBuiltin } from "node:module";
import path from "node:path";
import type { ActionModule } from "../messages.ts";
import { runCommonJs } from "./common-js.mts";

type Require = (request: string) => unknown;

const ACTION_MODULE = "actions:";

/**
 * `require` as an Action has it: what Node has built in, the dependencies that the Action declares, and as `actions:<name>`
 * the Action modules that it uses.
 */
export function requireDeclared(dependencies: Record<string, string>, actionModules: ActionModule[] = []): Require {
  const requires = new Map(
    Object.entries(dependencies).map(([name, folder]) => [name, createRequire(path.join(folder, "package.json"))]),
  );
  const requireActionModule = requireOnce(actionModules);
  const builtins = createRequire(import.meta.url);
  return (request): unknown => {
    if (request.startsWith(ACTION_MODULE)) return requireActionModule(request.slice(ACTION_MODULE.length));
    if (isBuiltin(request)) return builtins(request);
    const require = requires.get(packageOf(request));
    if (require !== undefined) return require(request);
    throw notFound(
      `cannot find module '${request}': this Action declares ${listOf([...requires.keys()], "no dependency")}; ` +
        "add it to the Action's dependencies",
    );
  };
}

/** A module runs when it is required first, with `require` and `actions.secrets` of its own. */
function requireOnce(actionModules: ActionModule[]): Require {
  const loaded = new Map<string, unknown>();
  return (name): unknown => {
    const module = actionModules.find((used) => used.name === name);
    if (module === undefined) {
      throw notFound(
        `cannot find module '${ACTION_MODULE}${name}': this Action uses ` +
          `${listOf(
            actionModules.map(({ name }) => name),
            "no Action module",
          )}; add it to the Action's modules`,
      );
    }
    if (!loaded.has(name)) {
      const scope = { require: requireDeclared(module.dependencies), actions: { secrets: module.secrets } };
      loaded.set(name, runCommonJs(name, module.code, scope));
    }
    return loaded.get(name);
  };
}

/** `auth0/legacy` is in `auth0`, `@scope/name/part` in `@scope/name`. */
function packageOf(request: string): string {
  return request.split("/", request.startsWith("@") ? 2 : 1).join("/");
}

function listOf(names: string[], none: string): string {
  return names.length === 0 ? none : names.join(", ");
}

function notFound(message: string): Error {
  return Object.assign(new Error(message), { code: "MODULE_NOT_FOUND" });
}
