import { spawn } from "node:child_process";
import { once } from "node:events";
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { node22 } from "../../simulator/actions/node22";
import { run } from "../../terraform/command";
import { packProject } from "../packaging/pack";

const PROJECT = path.join(__dirname, "..", "..");
const EXAMPLES = path.join(PROJECT, "simulator", "examples");
const TOOLS = path.join(PROJECT, "node_modules", ".bin");

/** The newest that runs on Node 20. */
const VITEST = "4.1.12";

/** The tarball as `npm pack` makes it, installed in a folder that knows nothing of this project but the tarball. */
let folder: string;
let app: string;
let tarball: string;
let packed: readonly string[];

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "simulator-package-"));
  ({ tarball, files: packed } = await packProject(folder, ["--workspace", "simulator"]));
  app = path.join(folder, "app");
  await mkdir(app);
  const { devDependencies } = JSON.parse(await readFile(path.join(PROJECT, "package.json"), "utf8")) as {
    devDependencies: { auth0: string; jest: string };
  };
  const { auth0, jest } = devDependencies;
  const dependencies = { "auth0-tenant-simulator": tarball, auth0, jest, vitest: VITEST };
  await writeFile(path.join(app, "package.json"), JSON.stringify({ name: "app", private: true, dependencies }));
  await run("npm", ["install", "--prefer-offline", "--no-audit", "--no-fund", "--ignore-scripts"], { cwd: app });
}, 300_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

test("the package holds what is built, and what tells about it", () => {
  const others = packed.filter((file) => !/^dist\/.+\.(js|d\.ts|mjs|d\.mts)$/.test(file));
  expect(others.sort()).toEqual(
    ["CHANGELOG.md", "LICENSE", "README.md", "dist/page/client/page.css", "package.json"].sort(),
  );
});

test("the command starts a tenant, with its page, and is stopped by a signal", async () => {
  const simulator = spawn(path.join(app, "node_modules", ".bin", "auth0-tenant-simulator"), ["--port", "0"], {
    cwd: app,
  });
  const lines: string[] = [];
  for await (const line of createInterface(simulator.stdout)) {
    lines.push(line);
    if (!line.startsWith("Ctrl-C stops it")) continue;
    const [page = ""] = /http:\/\/localhost:\d+/.exec(lines.join("\n")) ?? [];
    for (const asset of ["", "page.css", "page.js", "idiomorph.js"]) {
      expect([asset, (await fetch(`${page}/${asset}`)).status]).toEqual([asset, 200]);
    }
    simulator.kill("SIGTERM");
  }
  if (simulator.exitCode === null) await once(simulator, "exit");
  expect(simulator.exitCode).toBe(0);
}, 60_000);

test.each([
  ["jest.test.js", "jest", ["jest", "--maxWorkers", "2"], /Tests: +2 passed, 2 total/],
  ["vitest.test.mjs", "vitest", ["vitest", "run"], /Tests +2 passed \(2\)/],
  ["node-test.test.mjs", "node", ["node", "--test"], /# pass 2\n/],
  ["node-test.test.mjs", "Node 22", [node22(), "--test"], /# pass 2\n|pass 2\n/],
])(
  "%s runs with %s, files at the same time each with a tenant of its own",
  async (example, name, [command = "", ...args], passed) => {
    const tests = path.join(app, name);
    await mkdir(tests);
    await writeFile(path.join(tests, "package.json"), "{}");
    for (const copy of ["first", "second"])
      await copyFile(path.join(EXAMPLES, example), path.join(tests, `${copy}-${example}`));
    const PATH = `${path.join(app, "node_modules", ".bin")}:${process.env.PATH}`;
    const { stdout, stderr } = await run(command, args, { cwd: tests, env: { PATH, NO_COLOR: "1" } });
    expect(stdout + stderr).toMatch(passed);
  },
  120_000,
);

test.each([
  ["CommonJS", "commonjs", "node10"],
  ["Node.js", "node20", "node16"],
  ["a bundler", "preserve", "bundler"],
])(
  "its types hold where modules are those of %s",
  async (_, module, moduleResolution) => {
    const file = path.join(app, "main.ts");
    await writeFile(
      file,
      `import { RATE_LIMITS, startSimulator, type Simulator } from "auth0-tenant-simulator";
       const started: Promise<Simulator> = startSimulator({ rateLimit: RATE_LIMITS.enterpriseOther });
       void started.then((simulator) => simulator.close());`,
    );
    const modules = [
      "--module",
      module,
      "--moduleResolution",
      moduleResolution,
      "--target",
      "es2023",
      "--esModuleInterop",
    ];
    const types = ["--typeRoots", path.join(PROJECT, "node_modules", "@types"), "--types", "node"];
    await run(path.join(TOOLS, "tsc"), ["--noEmit", "--strict", ...modules, ...types, "main.ts"], { cwd: app });
  },
  120_000,
);

test("publint finds nothing to improve in the package", async () => {
  const { stdout } = await run(path.join(TOOLS, "publint"), ["run", "--strict", tarball]);
  expect(stdout).toContain("All good!");
}, 60_000);

test("the package of the construct does not depend on the simulator", async () => {
  const manifest = JSON.parse(await readFile(path.join(PROJECT, "package.json"), "utf8")) as Record<string, object>;
  const needed = { ...manifest.dependencies, ...manifest.peerDependencies, ...manifest.optionalDependencies };
  expect(Object.keys(needed)).not.toContain("auth0-tenant-simulator");
});
