import { existsSync } from "node:fs";
import { chmod, cp, mkdir, readdir, readFile, rename, rm } from "node:fs/promises";
import path from "node:path";
import { run } from "../../../terraform/command";
import { moduleFolder, PROVIDER, readPin } from "../../../terraform/pin";

const CACHE = path.join(__dirname, "../../../.cache/provider-acceptance");

/** One of the provider's packages, with its tests as a program. */
export interface TestProgram {
  /** Such as "action". */
  name: string;
  /** Where its tests expect to run. */
  folder: string;
  file: string;
}

/**
 * Compiles the tests of the provider's packages, from the source that the Go module proxy serves of the pinned version. The
 * first time takes minutes.
 *
 * @throws CommandError where there is no Go, or the source does not compile
 */
export async function testPrograms(names: string[], onProgress: (line: string) => void): Promise<TestProgram[]> {
  const { version } = await readPin(PROVIDER);
  const source = path.join(CACHE, version);
  if (!existsSync(source)) await copySource(source);
  const programs: TestProgram[] = [];
  for (const name of names) {
    const folder = path.join(source, "internal", "auth0", name);
    const file = path.join(folder, `${name}.test`);
    onProgress(`compiling the tests of ${name}`);
    await run("go", ["test", "-c", "-vet=off", "-o", file, "."], { cwd: folder });
    programs.push({ name, folder, file });
  }
  return programs;
}

/** The calls of a recording of a real tenant, which come with the provider, such as `GET /roles/rol_1`. */
export async function recordedOperations(recording: string): Promise<string[]> {
  const { version } = await readPin(PROVIDER);
  const file = path.join(CACHE, version, "test", "data", "recordings", `${recording}.yaml`);
  if (!existsSync(file)) return [];
  const calls = (await readFile(file, "utf8")).matchAll(
    /^ +url: https:\/\/[^/]+\/api\/v2([^?\s]+).*\n +method: (\w+)$/gm,
  );
  return [...calls].map(([, place, method]) => `${method} ${place}`);
}

/** Go lets nobody write in its own copy, not even the programs that it compiles. */
async function copySource(target: string): Promise<void> {
  const { stdout } = await run("go", ["list", "-m", "-f", "{{.Dir}}", PROVIDER.module], {
    cwd: moduleFolder(PROVIDER),
  });
  const draft = `${target}-draft`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true });
  await cp(stdout.trim(), draft, { recursive: true });
  await Promise.all((await foldersIn(draft)).map((folder) => chmod(folder, 0o755)));
  await rename(draft, target);
}

async function foldersIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory());
  return [folder, ...folders.map((entry) => path.join(entry.parentPath, entry.name))];
}
