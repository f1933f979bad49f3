import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { AUTH0_SDK } from "../../contract/pins";
import { generateBindings, readProviderSchema } from "../../terraform/bindings";
import { run } from "../../terraform/command";
import { Terraform } from "../../terraform/terraform";
import { prepareTerraform } from "../../terraform/toolchain";
import { startSimulator, type Simulator } from "../../simulator/simulator";
import { PLACES } from "../contract/policy-outcomes";
import { packProject } from "../packaging/pack";

const PROJECT = path.join(__dirname, "..", "..");
const TOOLS = path.join(PROJECT, "node_modules", ".bin");

/**
 * How TypeScript finds a package's types: as in an app that `cdktf init` makes, and as Node.js finds its code. Without
 * `--skipLibCheck`, it checks the package's declarations too, which may therefore need nothing that is not packed.
 */
const MODULES = {
  "cdktf's template": ["--module", "commonjs", "--moduleResolution", "node10", "--target", "es2018"],
  "Node.js": ["--module", "node20", "--target", "es2023"],
};

/** The tarball as `npm pack` makes it, and a fresh CDKTF app that knows nothing of this project but the tarball. */
let folder: string;
let app: string;
let tarball: string;
let packed: readonly string[];

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "package-"));
  ({ tarball, files: packed } = await packProject(folder));
  app = path.join(folder, "fresh-app");
  await mkdir(app);

  await copyFile(path.join(__dirname, "fresh-app", "main.ts"), path.join(app, "main.ts"));
  const { devDependencies } = JSON.parse(await readFile(path.join(PROJECT, "package.json"), "utf8")) as {
    devDependencies: { cdktf: string; constructs: string };
  };
  const { cdktf, constructs } = devDependencies;
  const dependencies = {
    auth0: AUTH0_SDK.version,
    cdktf,
    constructs,
    "cdktf-auth0-single-session": tarball,
  };
  await writeFile(path.join(app, "package.json"), JSON.stringify({ name: "fresh-app", private: true, dependencies }));
  await run("npm", ["install", "--prefer-offline", "--no-audit", "--no-fund", "--ignore-scripts"], { cwd: app });
}, 600_000);

afterAll(() => rm(folder, { recursive: true }));

/** The modules of a folder of this project, without extension. */
async function modulesIn(folder: string): Promise<string[]> {
  const files = await readdir(path.join(PROJECT, folder), { recursive: true });
  return files.filter((file) => file.endsWith(".ts")).map((file) => path.join(folder, file.replace(/\.ts$/, "")));
}

/** The folders of the package's code, each with what its files end in. */
const CONTENTS: Record<string, RegExp> = {
  "dist/action-code": /^single-session\.js$/,
  "dist/action-src": /^\w+(-\w+)*\.js$/,
  "dist/cdktn": /\.(js|d\.ts)$/,
  "dist/command": /\.js$/,
  "dist/constructs": /\.(js|d\.ts)$/,
  "dist/contract": /\.(js|d\.ts)$/,
  "dist/evaluation": /\.(js|d\.ts)$/,
  "dist/reference": /\.md$/,
  docs: /\.(md|jpg)$/,
  examples: /\.(md|ts|tf|json|html|js)$/,
  "dist/terraform-module": /(\.tf\.json|README\.md|single-session\.(js|tftest\.hcl))$/,
};

test("the package holds what its users need, and nothing else", () => {
  const others = packed.filter((file) => {
    const [, folder = "", name = ""] = /^(dist\/[^/]+|docs|examples)\/(.+)$/.exec(file) ?? [];
    return !CONTENTS[folder]?.test(name);
  });
  const pages = ["CHANGELOG.md", "CONTRIBUTING.md", "README.md", "SECURITY.md", "constructs/providers/README.md"];
  expect(others.filter((file) => !file.startsWith("docs/plots/")).sort()).toEqual(
    [...pages, "examples/single-session.tftest.hcl", "simulator/README.md", "LICENSE", "package.json"].sort(),
  );
});

test("the package holds each module of the constructs, with its types, for cdktf and for cdktn", async () => {
  const constructs = await modulesIn("constructs");
  const files = constructs.flatMap((module) => [`${module}.d.ts`, `${module}.js`]);
  expect(packed).toEqual(expect.arrayContaining(files.map((file) => `dist/${file}`)));
  expect(packed).toEqual(expect.arrayContaining(files.map((file) => `dist/cdktn/${file}`)));
});

test("the links of README.md lead to pages that the package holds", async () => {
  const readme = await readFile(path.join(PROJECT, "README.md"), "utf8");
  const links = [...readme.matchAll(/\]\((?![a-z]+:|#)([^)#]+)/g)].map(([, link]) => link!.replace(/\/$/, ""));
  expect(links.length).toBeGreaterThan(0);
  expect(links.filter((link) => !packed.some((file) => file === link || file.startsWith(`${link}/`)))).toEqual([]);
});

test("the package stays small", async () => {
  expect((await stat(tarball)).size).toBeLessThan(800_000);
});

/** How many modules `require(specifier)` loads in the app, by the package that they came with. */
async function modulesLoadedBy(specifier: string): Promise<Record<string, number>> {
  const list = `require("${specifier}"); console.log(JSON.stringify(Object.keys(require.cache)))`;
  const { stdout } = await run("node", ["-e", list], { cwd: app });
  const counts: Record<string, number> = {};
  for (const file of JSON.parse(stdout) as string[]) {
    const [, owner = "the app"] = /^.*?node_modules\/([^/]+)/.exec(file) ?? [];
    counts[owner] = (counts[owner] ?? 0) + 1;
  }
  return counts;
}

test("importing the package loads few modules of its own, and no SDK", async () => {
  const loaded = await modulesLoadedBy("cdktf-auth0-single-session");
  expect(loaded["cdktf-auth0-single-session"]).toBeLessThan(70);
  expect(Object.keys(loaded).sort()).toEqual(["cdktf", "cdktf-auth0-single-session", "constructs"]);
});

test("evaluate loads neither cdktf nor an SDK", async () => {
  expect(Object.keys(await modulesLoadedBy("cdktf-auth0-single-session/evaluate"))).toEqual([
    "cdktf-auth0-single-session",
  ]);
});

test("the policy has the same types for cdktf and for cdktn, each field with what it is", async () => {
  const dist = path.join(app, "node_modules", "cdktf-auth0-single-session", "dist");
  const [cdktf, cdktn] = await Promise.all(
    [dist, path.join(dist, "cdktn")].map((build) => readFile(path.join(build, "contract", "policy.d.ts"), "utf8")),
  );
  expect(cdktn).toBe(cdktf);
  for (const { path: place, field } of PLACES) {
    const name = place.slice(place.lastIndexOf(".") + 1);
    expect(cdktf).toMatch(new RegExp(`\\*/\\s+readonly ${name}\\??:`));
    expect(cdktf).toContain(field.doc!.split("\n")[0]);
  }
});

test("everything else has the same names and types for cdktf and for cdktn too", async () => {
  const dist = path.join(app, "node_modules", "cdktf-auth0-single-session", "dist");
  const declarations = packed.filter((file) => /^dist\/(cdktn\/)?(constructs|contract)\/.*\.d\.ts$/.test(file));
  const [forCdktf, forCdktn] = [
    declarations.filter((file) => !file.startsWith("dist/cdktn/")).map((file) => file.replace("dist/", "")),
    declarations.filter((file) => file.startsWith("dist/cdktn/")).map((file) => file.replace("dist/cdktn/", "")),
  ];
  expect(forCdktn).toEqual(expect.arrayContaining(forCdktf.filter((file) => file.startsWith("constructs/"))));
  const differing: string[] = [];
  for (const file of forCdktn) {
    const read = (build: string) => readFile(path.join(build, file), "utf8");
    const cdktn = await read(path.join(dist, "cdktn"));
    if (cdktn.replaceAll(/(["'])cdktn(\/|\1)/g, "$1cdktf$2") !== (await read(dist))) differing.push(file);
  }
  expect(differing).toEqual([]);
});

test("publint finds nothing to improve in the package", async () => {
  const { stdout } = await run(path.join(TOOLS, "publint"), ["run", "--strict", tarball]);
  expect(stdout).toContain("All good!");
}, 60_000);

test("the app needs cdktf and constructs besides, and gets what the package itself depends on", async () => {
  const installed = await readdir(path.join(app, "node_modules"));
  expect(installed.filter((name) => !name.startsWith("."))).toEqual([
    "@colors",
    "ansi-regex",
    "auth0",
    "auth0-legacy",
    "cdktf",
    "cdktf-auth0-single-session",
    "cli-progress",
    "cli-table3",
    "commander",
    "constructs",
    "csv-stringify",
    "emoji-regex",
    "is-fullwidth-code-point",
    "jose",
    "picocolors",
    "string-width",
    "strip-ansi",
    "undici-types",
    "uuid",
  ]);
});

test("the doctor uses the very version of the SDK that the Action declares", async () => {
  const file = path.join(app, "node_modules", "auth0", "package.json");
  expect(JSON.parse(await readFile(file, "utf8"))).toMatchObject(AUTH0_SDK);
});

test("the doctor runs from the app, and judges a tenant", async () => {
  const doctor = path.join(app, "node_modules", ".bin", "auth0-single-session");
  expect((await run(doctor, ["--help"], { cwd: app })).stdout).toContain("Usage: auth0-single-session");

  const simulator = await startSimulator();
  try {
    const { PATH } = process.env;
    const env = { PATH, ...simulator.environment, NODE_EXTRA_CA_CERTS: simulator.certificateAuthorityFile };
    const { stdout } = await run(doctor, ["doctor", "--json"], { cwd: app, env });
    expect(JSON.parse(stdout)).toMatchObject({ domain: simulator.domain, name: "SingleSession", healthy: true });
  } finally {
    await simulator.close();
  }
}, 60_000);

test.each(Object.entries(MODULES))(
  "the app's types hold where modules are those of %s",
  async (_, modules) => {
    await run(path.join(TOOLS, "tsc"), ["--noEmit", "--strict", ...modules, "main.ts"], { cwd: app });
  },
  60_000,
);

test("the app's own stack deploys, limits sessions and goes away on a tenant", async () => {
  await run(path.join(TOOLS, "tsc"), [...MODULES["cdktf's template"], "main.ts"], { cwd: app });
  await run("node", ["main.js"], { cwd: app });

  const toolchain = await prepareTerraform({ onProgress: (line) => process.stderr.write(`${line}\n`) });
  const simulator = await startSimulator();
  try {
    const { browser, management } = simulator;
    const terraform = new Terraform(toolchain, path.join(app, "cdktf.out", "stacks", "shop"), simulator.environment);
    await terraform.init();
    await terraform.apply();
    expect((await terraform.plan()).changes).toBe(false);

    const { outputs } = (await terraform.show()).values!;
    expect(outputs).toMatchObject({ action: { value: "SingleSession" } });
    const clientId = outputs?.shop?.value as string;
    const user = await newUser(simulator);
    const first = await browser.signIn({ user, clientId });
    const second = await browser.signIn({ user, clientId });
    await simulator.settled();
    expect([first.outcome, second.outcome]).toEqual(["signed in", "signed in"]);
    const { data: sessions } = await management.users.sessions.list(user);
    expect(sessions.map(({ id }) => id)).toEqual([second.session!.id]);

    await terraform.destroy();
    expect(await terraform.stateList()).toEqual([]);
  } finally {
    await simulator.close();
  }
}, 600_000);

test("an app with classes of its own for the provider uses them together with the construct", async () => {
  const toolchain = await prepareTerraform({ onProgress: (line) => process.stderr.write(`${line}\n`) });
  const own = path.join(app, ".gen", "providers", "auth0");
  await generateBindings(await readProviderSchema(toolchain), toolchain.providerVersion, own);
  const source = await readFile(path.join(__dirname, "fresh-app", "own-bindings.ts"), "utf8");
  await writeFile(
    path.join(app, "own-bindings.ts"),
    source.replaceAll("cdktf-auth0-single-session/providers/", "./.gen/providers/"),
  );
  await run(
    path.join(TOOLS, "tsc"),
    ["--strict", ...MODULES["cdktf's template"], "--target", "es2023", "own-bindings.ts"],
    { cwd: app },
  );
  const { stdout } = await run("node", ["own-bindings.js"], { cwd: app });
  expect(stdout).toContain("binding must be TriggerBinding.none() if an order owns the trigger, got");

  const simulator = await startSimulator();
  try {
    const { browser, management } = simulator;
    const folder = path.join(app, "cdktf.out", "stacks", "own-bindings");
    const terraform = new Terraform(toolchain, folder, simulator.environment);
    await terraform.init();
    await terraform.apply();
    expect((await terraform.plan()).changes).toBe(false);
    const { data: bindings } = await management.actions.triggers.bindings.list("post-login");
    expect(bindings.map(({ display_name }) => display_name)).toEqual(["Greeting", "SingleSession"]);

    const { data: clients } = await management.clients.list();
    const shop = clients.find(({ name }) => name === "Shop")!.client_id;
    const user = await newUser(simulator);
    for (let i = 0; i < 3; i++) await browser.signIn({ user, clientId: shop });
    await simulator.settled();
    expect((await management.users.sessions.list(user)).data).toHaveLength(2);
    await browser.signIn({ user });
    await simulator.settled();
    expect((await management.users.sessions.list(user)).data).toHaveLength(1);
    await terraform.destroy();
  } finally {
    await simulator.close();
  }
}, 600_000);

async function newUser({ management }: Simulator): Promise<string> {
  const connection = "Username-Password-Authentication";
  const { user_id } = await management.users.create({ connection, email: "ann@example.com", password: "s3cret" });
  return user_id!;
}
