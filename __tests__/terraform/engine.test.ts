import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { findEngine, parseEngine } from "../../terraform/engine";

const VERSION_1_11 = `{ "terraform_version": "1.11.4", "platform": "linux_amd64" }`;

describe("what an engine says of itself", () => {
  test("is its version and platform", () => {
    expect(parseEngine("terraform", VERSION_1_11)).toEqual({
      binary: "terraform",
      version: "1.11.4",
      platform: "linux_amd64",
    });
  });

  test("is found after the warnings that OpenTofu prints before it", () => {
    expect(parseEngine("tofu", `\nWarning: Unable to open CLI configuration file\n${VERSION_1_11}`).version).toBe(
      "1.11.4",
    );
  });

  test.each(["1.11.0", "1.11.4", "1.12.6-dev", "2.0.0"])("may be version %s", (version) => {
    expect(parseEngine("tofu", JSON.stringify({ terraform_version: version, platform: "x" })).version).toBe(version);
  });

  test.each(["0.15.5", "1.10.7"])("may not be version %s", (version) => {
    expect(() => parseEngine("terraform", JSON.stringify({ terraform_version: version, platform: "x" }))).toThrow(
      `terraform ${version} is too old: install Terraform or OpenTofu, 1.11 or newer`,
    );
  });

  test.each([
    ["hello", "printed something other than JSON: hello"],
    ['{ "platform": "linux_amd64" }', "printed no terraform_version or no platform"],
    ['{ "terraform_version": "1.11.4" }', "printed no terraform_version or no platform"],
  ])("may not be %s", (output, message) => {
    expect(() => parseEngine("terraform", output)).toThrow(message);
  });
});

describe("the engine on PATH", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "engine-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function write(name: string, script: string): Promise<void> {
    await writeFile(path.join(folder, name), `#!/bin/sh\n${script}\n`);
    await chmod(path.join(folder, name), 0o755);
  }

  const install = (name: string, version: string): Promise<void> =>
    write(name, `echo '${JSON.stringify({ terraform_version: version, platform: "linux_amd64" })}'`);

  test("is terraform where both are installed", async () => {
    await install("terraform", "1.11.4");
    await install("tofu", "1.12.6");
    expect(await findEngine({ PATH: folder })).toMatchObject({ binary: "terraform", version: "1.11.4" });
  });

  test("is tofu where there is no terraform", async () => {
    await install("tofu", "1.12.6");
    expect(await findEngine({ PATH: folder })).toMatchObject({ binary: "tofu", version: "1.12.6" });
  });

  test("is the one that TERRAFORM_BINARY_NAME names", async () => {
    await install("terraform", "1.11.4");
    await install("tofu", "1.12.6");
    expect(await findEngine({ PATH: folder, TERRAFORM_BINARY_NAME: "tofu" })).toMatchObject({ binary: "tofu" });
  });

  test("is not replaced by another where it is too old", async () => {
    await install("terraform", "1.4.7");
    await install("tofu", "1.12.6");
    await expect(findEngine({ PATH: folder })).rejects.toThrow("terraform 1.4.7 is too old");
  });

  test("is not replaced by another where it is broken", async () => {
    await write("terraform", "echo no memory >&2; exit 1");
    await install("tofu", "1.12.6");
    await expect(findEngine({ PATH: folder })).rejects.toThrow("no memory");
  });

  test("is asked for by name where there is none, with what runs without it", async () => {
    await expect(findEngine({ PATH: folder })).rejects.toThrow(
      "neither terraform nor tofu is on PATH: " +
        'install Terraform or OpenTofu, 1.11 or newer; "npm run test:unit" runs without them',
    );
  });

  test("is not another than the one named", async () => {
    await install("terraform", "1.11.4");
    await expect(findEngine({ PATH: folder, TERRAFORM_BINARY_NAME: "terrafrom" })).rejects.toThrow(
      'TERRAFORM_BINARY_NAME names "terrafrom", which is not on PATH',
    );
  });
});
