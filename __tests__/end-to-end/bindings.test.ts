import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { generateBindings, readProviderSchema } from "../../terraform/bindings";
import { prepareTerraform } from "../../terraform/toolchain";

const COMMITTED = path.join(__dirname, "..", "..", "constructs", "providers", "auth0");

async function contents(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  return new Map(
    await Promise.all(
      files.map(async (file): Promise<[string, string]> => [path.relative(folder, file), await readFile(file, "utf8")]),
    ),
  );
}

test("the committed bindings are, byte for byte, what the pinned provider's schema gives", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "bindings-"));
  try {
    const toolchain = await prepareTerraform({ onProgress: (line) => process.stderr.write(`${line}\n`) });
    await generateBindings(await readProviderSchema(toolchain), toolchain.providerVersion, folder);
    const generated = await contents(folder);
    const committed = await contents(COMMITTED);

    const differing = [...new Set([...generated.keys(), ...committed.keys()])].filter(
      (file) => generated.get(file) !== committed.get(file),
    );
    expect(generated.size).toBeGreaterThan(0);
    // Names only: the difference of two such files is too long to read. "npm run bindings" and git show it.
    expect(differing).toEqual([]);
  } finally {
    await rm(folder, { recursive: true });
  }
}, 600_000);
