import type { ActionEvent, Program } from "../messages.ts";
import { runCommonJs } from "./common-js.mts";
import { requireDeclared } from "./require.mts";

type Handler = (event: ActionEvent, api: unknown) => unknown;

/**
 * One version of an Action. Its module is loaded at the first execution, which gets what the module logs, and stays for all
 * that follow; one that fails to load fails each of them with the same error, as on Auth0.
 */
export class Action {
  private readonly program: Program;
  private loading?: { exports: unknown } | { error: unknown };

  constructor(program: Program) {
    this.program = program;
  }

  async execute(event: ActionEvent, api: unknown): Promise<void> {
    this.loading ??= load(this.program);
    if ("error" in this.loading) throw this.loading.error;
    await handlerOf(this.loading.exports)(event, api);
  }
}

function load({ name, code, dependencies, actionModules }: Program): { exports: unknown } | { error: unknown } {
  try {
    return { exports: runCommonJs(name, code, { require: requireDeclared(dependencies, actionModules) }) };
  } catch (error) {
    return { error };
  }
}

/** Any function will do: one compiled to ES5 is no async function, and returns a promise. */
function handlerOf(exports: unknown): Handler {
  const handler = (exports as { onExecutePostLogin?: unknown } | undefined)?.onExecutePostLogin;
  if (typeof handler === "function") return handler as Handler;
  throw new TypeError(
    `onExecutePostLogin is ${typeof handler}: ` +
      "an Action must have `exports.onExecutePostLogin = async (event, api) => {}`",
  );
}
