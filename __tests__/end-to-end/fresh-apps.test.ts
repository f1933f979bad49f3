import { readFileSync } from "node:fs";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { run } from "../../terraform/command";
import { packProject } from "../packaging/pack";

/** The smallest of `examples/`, each in an empty folder outside of this project, with nothing but the tarball and its peers. */
const PROJECT = path.join(__dirname, "..", "..");
const TOOLS = path.join(PROJECT, "node_modules", ".bin");

const COMMONJS = ["--module", "commonjs", "--target", "es2020"];
const NODE16 = ["--module", "node16", "--moduleResolution", "node16", "--target", "es2022"];
const BUNDLER = ["--module", "esnext", "--moduleResolution", "bundler", "--target", "es2022"];

interface App {
  readonly library: "cdktf" | "cdktn";
  readonly constructs: string;
  readonly type: "commonjs" | "module";
  /** How TypeScript resolves modules; undefined for plain JavaScript. */
  readonly compiler?: string[];
}

const APPS: Record<string, App> = {
  "cdktf, the oldest constructs": { library: "cdktf", constructs: "10.4.2", type: "commonjs", compiler: COMMONJS },
  "cdktf, the newest constructs": { library: "cdktf", constructs: "10.8.1", type: "commonjs", compiler: COMMONJS },
  "cdktf, ES modules as Node.js resolves them": {
    library: "cdktf",
    constructs: "10.8.1",
    type: "module",
    compiler: NODE16,
  },
  "cdktf, plain JavaScript": { library: "cdktf", constructs: "10.8.1", type: "module" },
  "cdktn, CommonJS": { library: "cdktn", constructs: "10.7.2", type: "commonjs", compiler: COMMONJS },
  "cdktn, CommonJS as Node.js resolves it": {
    library: "cdktn",
    constructs: "10.6.0",
    type: "commonjs",
    compiler: NODE16,
  },
  "cdktn, ES modules as bundlers resolve them": {
    library: "cdktn",
    constructs: "10.7.2",
    type: "module",
    compiler: BUNDLER,
  },
};

let folder: string;
let tarball: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "fresh-apps-"));
  ({ tarball } = await packProject(folder));
}, 600_000);

afterAll(() => rm(folder, { recursive: true }));

/** What npm does in an empty folder that has the peers in these versions. */
async function install(name: string, type: App["type"], dependencies: Record<string, string>): Promise<string> {
  const app = path.join(folder, name.replace(/\W+/g, "-"));
  await cp(path.join(PROJECT, "examples", dependencies.cdktn ? "cdktn" : "basic"), app, { recursive: true });
  const manifest = { private: true, type, dependencies: { ...dependencies, "cdktf-auth0-single-session": tarball } };
  await writeFile(path.join(app, "package.json"), JSON.stringify(manifest));
  await run("npm", ["install", "--prefer-offline", "--no-audit", "--no-fund", "--ignore-scripts"], { cwd: app });
  return app;
}

/** What a stack synthesizes to, but for what names the library and the folder. */
async function synthesize(app: string, file: string): Promise<object> {
  await run("node", [file], { cwd: app });
  const text = await readFile(path.join(app, "cdktf.out", "stacks", "identity", "cdk.tf.json"), "utf8");
  const { terraform, ...rest } = JSON.parse(text) as { terraform: { backend: object } };
  return { ...rest, "//": undefined, terraform: { ...terraform, backend: undefined } };
}

test("every app synthesizes the same stack", async () => {
  const stacks: Record<string, object> = {};
  for (const [name, { library, constructs, type, compiler }] of Object.entries(APPS)) {
    const version = library === "cdktf" ? "0.21.0" : "0.24.0";
    const app = await install(name, type, { [library]: version, constructs });
    if (compiler) {
      await run(path.join(TOOLS, "tsc"), ["--strict", "--skipLibCheck", ...compiler, "main.ts"], { cwd: app });
    } else {
      await cp(path.join(app, "main.ts"), path.join(app, "main.js"));
    }
    stacks[name] = await synthesize(app, "main.js");
  }
  const [first, ...others] = Object.values(stacks);
  expect(first).toMatchObject({ resource: { auth0_action: expect.any(Object) } });
  for (const other of others) expect(other).toEqual(first);
}, 300_000);

/** What a page has people do with the tarball in an empty folder, and the `main.ts` that they save there. */
const PAGES: Record<string, { heading: string; stack: (page: string) => string }> = {
  "README.md": {
    heading: "## Use it in your own stack",
    stack: (page) => /```ts\n([^]*?)```/.exec(page)![1]!,
  },
  "examples/cdktn/README.md": {
    heading: "To start from it in a folder of your own",
    stack: () => readFileSync(path.join(PROJECT, "examples", "cdktn", "main.ts"), "utf8"),
  },
};

test.each(Object.keys(PAGES))(
  "%s's commands install it in an empty folder, and its stack synthesizes there",
  async (name) => {
    const { heading, stack } = PAGES[name]!;
    const [, page = ""] = (await readFile(path.join(PROJECT, name), "utf8")).split(heading);
    const [, commands = ""] = /```console\n([^]*?)```/.exec(page) ?? [];
    const empty = await mkdtemp(path.join(folder, "empty-"));
    await cp(tarball, path.join(empty, path.basename(tarball)));
    await writeFile(path.join(empty, "main.ts"), stack(page));
    for (const command of [...commands.trim().split("\n"), "$ npx tsx main.ts"]) {
      await run("bash", ["-c", command.replace("$ ", "")], { cwd: empty });
    }
    const synthesized = await readFile(path.join(empty, "cdktf.out", "stacks", "identity", "cdk.tf.json"), "utf8");
    expect(JSON.parse(synthesized)).toMatchObject({ resource: { auth0_action: expect.any(Object) } });
  },
  120_000,
);

test("an app on cdktn that imports from the entry point for cdktf is told the right one", async () => {
  const app = await install("wrong entry point", "commonjs", {
    cdktn: "0.24.0",
    cdktf: "0.21.0",
    constructs: "10.7.2",
  });
  const main = await readFile(path.join(app, "main.ts"), "utf8");
  const wrong = main.replaceAll("single-session/cdktn", "single-session");
  await writeFile(path.join(app, "main.ts"), wrong);
  const synth = run(path.join(TOOLS, "tsx"), ["main.ts"], { cwd: app });
  await expect(synth).rejects.toThrow('got: a stack of cdktn 0.24.0; import from "cdktf-auth0-single-session/cdktn"');
}, 60_000);

test("an app without cdktf is told what to install", async () => {
  const app = await install("no library", "commonjs", { cdktn: "0.24.0", constructs: "10.7.2" });
  const load = run("node", ["-e", 'require("cdktf-auth0-single-session")'], { cwd: app });
  await expect(load).rejects.toThrow('cdktf is not installed; run "npm install cdktf constructs"');
}, 60_000);

test("npm refuses, and names, a version of constructs that the library cannot take", async () => {
  const installation = install("too new", "commonjs", { cdktn: "0.24.0", constructs: "10.8.1" });
  await expect(installation).rejects.toThrow(/constructs@">=10.6.0 <10.8.0"/);
}, 60_000);
