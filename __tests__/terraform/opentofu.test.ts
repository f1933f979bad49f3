import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { ensureOpenTofu, type OpenTofuRequest } from "../../terraform/opentofu";

let root: string;
let progress: string[];
let request: OpenTofuRequest;

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), "opentofu-"));
  await mkdir(path.join(root, "bin"));
  progress = [];
  request = {
    pin: { version: "1.12.6", goVersion: "1.26.6" },
    cache: path.join(root, "cache"),
    environment: { PATH: path.join(root, "bin") },
    onProgress: (line) => progress.push(line),
  };
});
afterEach(() => rm(root, { recursive: true }));

const BUILT = () => path.join(request.cache, "1.12.6", "tofu");

/** A shell script that answers "version -json", in a shell's own words only. */
const tofu = (version: string) =>
  `#!/bin/sh\necho '${JSON.stringify({ terraform_version: version, platform: "linux_amd64" })}'`;

async function install(name: string, script: string): Promise<void> {
  await writeFile(path.join(root, "bin", name), script);
  await chmod(path.join(root, "bin", name), 0o755);
}

/** A Go that writes an OpenTofu of this version where it is told to. */
const installGo = (version: string): Promise<void> =>
  install(
    "go",
    `#!/bin/sh\nwhile [ "$1" != -o ]; do shift; done\nPATH=/usr/bin:/bin\ncat > "$2" <<'END'\n${tofu(version)}\nEND\nchmod +x "$2"\n`,
  );

test("takes the installed one where that is of the pinned version", async () => {
  await install("tofu", tofu("1.12.6"));
  expect(await ensureOpenTofu(request)).toBe("tofu");
  expect(progress).toEqual([]);
});

test.each(["1.12.5", "1.12.6-dev", "1.13.0"])("builds it where %s is installed, and says so", async (version) => {
  await install("tofu", tofu(version));
  await installGo("1.12.6");
  expect(await ensureOpenTofu(request)).toBe(BUILT());
  expect(progress).toEqual([
    "OpenTofu 1.12.6 is not on PATH; building it from source with Go, which takes some minutes the first time",
  ]);
});

test("builds it only once", async () => {
  await installGo("1.12.6");
  await ensureOpenTofu(request);
  await rm(path.join(root, "bin", "go"));
  expect(await ensureOpenTofu(request)).toBe(BUILT());
});

test("names Go and its version where that is missing", async () => {
  await expect(ensureOpenTofu(request)).rejects.toThrow(
    "OpenTofu 1.12.6 can neither be found on PATH nor built from source: Go is not on PATH: install Go 1.26.6 or newer",
  );
});

test("keeps nothing that is of another version than it should be", async () => {
  await installGo("1.12.6-dev");
  await expect(ensureOpenTofu(request)).rejects.toThrow(
    "terraform/pins/opentofu/go.mod pins 1.12.6, but the program that Go built from it says it is 1.12.6-dev",
  );
  expect(await readdir(request.cache, { recursive: true })).toEqual(["1.12.6"]);
});
