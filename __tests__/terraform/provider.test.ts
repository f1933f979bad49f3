import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { ensureProvider, parseProviderAddress, type ProviderRequest } from "../../terraform/provider";

describe("the provider's address", () => {
  test.each(["registry.example", "registry.example:8443"])("is read with the registry's host, %s", (host) => {
    const output = `\nProviders required by configuration:\n.\n└── provider[${host}/auth0/auth0] 1.54.1\n`;
    expect(parseProviderAddress(output)).toBe(`${host}/auth0/auth0`);
  });

  test("is not guessed", () => {
    expect(() => parseProviderAddress("└── provider[registry.example/hashicorp/null]")).toThrow(
      '"terraform providers" did not name the address of auth0/auth0: └── provider[registry.example/hashicorp/null]',
    );
  });
});

describe("getting the provider", () => {
  const INSTALLED = path.join("registry.example", "auth0", "auth0", "1.54.1", "linux_amd64");
  const BINARY = path.join(INSTALLED, "terraform-provider-auth0_v1.54.1");

  let root: string;
  let progress: string[];
  let request: ProviderRequest;

  beforeEach(async () => {
    root = await mkdtemp(path.join(tmpdir(), "provider-"));
    await mkdir(path.join(root, "bin"));
    progress = [];
    request = {
      engine: { binary: "terraform", version: "1.11.4", platform: "linux_amd64" },
      version: "1.54.1",
      pin: { version: "1.54.1", goVersion: "1.25.8" },
      mirror: path.join(root, "mirror"),
      environment: { PATH: path.join(root, "bin") },
      onProgress: (line) => progress.push(line),
    };
  });
  afterEach(() => rm(root, { recursive: true }));

  /** A command that keeps a list of its calls and otherwise does as `script`, in the shell's own words only. */
  async function install(name: string, script: string): Promise<void> {
    const file = path.join(root, "bin", name);
    await writeFile(file, `#!/bin/sh\necho "$1" >> "${root}/${name}.calls"\n${script}\n`);
    await chmod(file, 0o755);
  }

  const calls = async (name: string): Promise<string[]> =>
    (await readFile(path.join(root, `${name}.calls`), "utf8")).trim().split("\n");

  const terraform = (init: string): Promise<void> =>
    install(
      "terraform",
      `case "$1" in providers) echo "provider[registry.example/auth0/auth0]";; init) ${init};; esac`,
    );

  const REGISTRY_HAS_IT = `PATH=/usr/bin:/bin mkdir -p .terraform/providers/${INSTALLED}
    echo downloaded > .terraform/providers/${BINARY}`;
  const NO_REGISTRY = "echo no such host >&2; exit 1";
  const GO_BUILDS = `while [ "$1" != -o ]; do shift; done; echo built > "$2"`;

  const installed = (): Promise<string> => readFile(path.join(request.mirror, BINARY), "utf8");

  test("takes it from the registry where that has it", async () => {
    await terraform(REGISTRY_HAS_IT);
    await ensureProvider(request);
    expect(await installed()).toBe("downloaded\n");
  });

  test("builds it where no registry can be reached, and says so", async () => {
    await terraform(NO_REGISTRY);
    await install("go", GO_BUILDS);
    await ensureProvider(request);
    expect(await installed()).toBe("built\n");
    expect(progress).toEqual([
      "asking the registry for auth0/auth0 1.54.1",
      "no registry provides it; building it from source with Go, which takes about a minute the first time",
    ]);
  });

  test("builds nothing but the pinned version", async () => {
    await terraform(NO_REGISTRY);
    await install("go", GO_BUILDS);
    const failure = ensureProvider({ ...request, version: "1.52.0" });
    await expect(failure).rejects.toThrow("auth0/auth0 1.52.0 can only be installed from a registry");
    await expect(failure).rejects.toThrow("only 1.54.1 can be built");
    await expect(failure).rejects.toThrow("no such host");
  });

  test("names Go and its version where that is missing, and why the registry did not do", async () => {
    await terraform(NO_REGISTRY);
    const failure = ensureProvider(request);
    await expect(failure).rejects.toThrow("Go is not on PATH: install Go 1.25.8 or newer");
    await expect(failure).rejects.toThrow("no such host");
  });

  test("tells why the build failed", async () => {
    await terraform(NO_REGISTRY);
    await install("go", "echo checksum mismatch >&2; exit 1");
    await expect(ensureProvider(request)).rejects.toThrow("checksum mismatch");
  });

  test("leaves nothing behind after a failure, and does better at the next try", async () => {
    await terraform(NO_REGISTRY);
    await expect(ensureProvider(request)).rejects.toThrow();
    expect((await readdir(root)).filter((name) => name.startsWith("mirror-"))).toEqual([]);

    await install("go", GO_BUILDS);
    await ensureProvider(request);
    expect(await installed()).toBe("built\n");
  });

  test("is done only once", async () => {
    await terraform(REGISTRY_HAS_IT);
    await ensureProvider(request);
    progress.length = 0;
    await ensureProvider(request);
    expect((await calls("terraform")).filter((name) => name === "init")).toHaveLength(1);
    expect(progress).toEqual([]);
  });

  test("may be done twice at the same time", async () => {
    await terraform(NO_REGISTRY);
    // Each build waits for the other to have begun.
    await install("go", `until { read -r _ && read -r _; } < "${root}/go.calls"; do :; done; ${GO_BUILDS}`);
    await Promise.all([ensureProvider(request), ensureProvider(request)]);
    expect(await calls("go")).toHaveLength(2);
    expect(await installed()).toBe("built\n");
    expect((await readdir(root)).filter((name) => name.startsWith("mirror-"))).toEqual([]);
  });

  test("shows that a build goes on, without naming every package", async () => {
    await terraform(NO_REGISTRY);
    await install("go", `n=0; while [ $n -lt 60 ]; do n=$((n+1)); echo "package $n" >&2; done; ${GO_BUILDS}`);
    await ensureProvider(request);
    expect(progress.slice(2)).toEqual(["go build, step 25: package 25", "go build, step 50: package 50"]);
  });
});
