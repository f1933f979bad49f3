import { readFileSync, unwatchFile, watchFile } from "node:fs";
import path from "node:path";
import type { Simulator } from "./simulator";

/** Milliseconds between two looks at the file. */
const INTERVAL = 200;

export interface ActionFile {
  file: string;
  secrets: { name: string; value: string }[];
  dependencies: { name: string; version: string }[];
}

/** Binds the file's Action to post-login, and deploys it anew whenever the file is saved. Returns what stops that. */
export async function deployActionFile(
  { management: { actions }, settled }: Pick<Simulator, "management" | "settled">,
  { file, secrets, dependencies }: ActionFile,
  write: (line: string) => void,
): Promise<() => void> {
  const name = path.basename(file);
  const contents = { secrets, dependencies, code: codeIn(file) };
  const [kept] = (await actions.list({ actionName: name })).data; // by a tenant that goes on with its state
  const { id: value = "" } = kept
    ? await actions.update(kept.id!, contents)
    : await actions.create({ ...contents, name, supported_triggers: [{ id: "post-login", version: "v3" }] });
  if (!(await deploy())) throw new Error(`${file} cannot be deployed: its build failed`);
  await actions.triggers.bindings.updateMany("post-login", { bindings: [{ ref: { type: "action_id", value } }] });

  const reload = async () => {
    await actions.update(value, { code: codeIn(file) });
    const deployed = await deploy();
    write(deployed ? `action  ${name} deployed anew` : `action  ${name} not deployed: its build failed`);
  };
  watchFile(file, { interval: INTERVAL }, () => {
    reload().catch((error: unknown) => write(`action  ${name} not deployed: ${String(error)}`));
  });
  return () => unwatchFile(file);

  async function deploy(): Promise<boolean> {
    await settled();
    if ((await actions.get(value)).status !== "built") return false;
    await actions.deploy(value);
    return true;
  }
}

function codeIn(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new Error(`cannot read the Action ${file}: ${(error as Error).message}`, { cause: error });
  }
}
