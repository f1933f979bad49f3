import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

/** Runs `work` in a temporary Terraform folder that requires exactly this version of auth0/auth0 and nothing else. */
export async function requiringProvider<T>(version: string, work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(path.join(tmpdir(), "auth0-provider-"));
  try {
    const requirement = { terraform: { required_providers: { auth0: { source: "auth0/auth0", version } } } };
    await writeFile(path.join(folder, "main.tf.json"), JSON.stringify(requirement));
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
