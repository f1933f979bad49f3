import { cp, mkdir, symlink } from "node:fs/promises";
import path from "node:path";
import { run } from "../../terraform/command";

const PROJECT = path.join(__dirname, "..", "..");

/** What is built, downloaded or kept by tools: a build makes its own. */
const LEFT_OUT = new Set([
  ".cache",
  ".git",
  "action-code",
  "cdktf.out",
  "coverage",
  "dist",
  "node_modules",
  "simulator/dist",
]);

export interface Packed {
  readonly tarball: string;
  /** The paths of the files in it. */
  readonly files: readonly string[];
}

/**
 * The tarball as `npm pack` makes it, of a copy of the project: packing builds, and no other test may see half a build.
 *
 * @param packed what of the project, such as `["--workspace", "simulator"]`
 */
export async function packProject(folder: string, packed: readonly string[] = []): Promise<Packed> {
  const copy = path.join(folder, "project");
  await mkdir(copy);
  await cp(PROJECT, copy, {
    recursive: true,
    filter: (source) => !LEFT_OUT.has(path.relative(PROJECT, source)),
  });
  await symlink(path.join(PROJECT, "node_modules"), path.join(copy, "node_modules"));
  const { stdout } = await run("npm", ["pack", "--json", "--pack-destination", folder, ...packed], { cwd: copy });
  const [{ filename, files }] = JSON.parse(stdout) as [{ filename: string; files: { path: string }[] }];
  return { tarball: path.join(folder, filename), files: files.map((file) => file.path) };
}
