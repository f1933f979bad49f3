/**
 * Keeps what a release synthesizes, for the tests of upgrades: `tsx __tests__/end-to-end/releases/write.ts <app>`, where the
 * folder `<app>` has the release installed.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import type * as Cdktf from "cdktf";
import type * as Provider from "../../../constructs/providers/auth0/provider";
import { type Library, STACKS } from "./stacks";

const [app] = process.argv.slice(2);
if (app === undefined) throw new Error("name the folder of an app that has the release installed");
const load = createRequire(path.resolve(app, "package.json"));
// By its path, since by its name it would be this project's own source.
const release = "./node_modules/cdktf-auth0-single-session";
const provider = `${release}/dist/constructs/providers/auth0`;

const { Testing, TerraformStack } = load("cdktf") as typeof Cdktf;
const { Auth0Provider } = load(`${provider}/provider`) as typeof Provider;
const { Action } = load(`${provider}/action`) as Pick<Library, "Action">;
const constructs = load(release) as Library["constructs"];
const { version } = load(`${release}/package.json`) as { version: string };

const folder = path.join(__dirname, version);
mkdirSync(folder, { recursive: true });
for (const [name, build] of Object.entries(STACKS)) {
  const stack = new TerraformStack(Testing.app(), "stack");
  new Auth0Provider(stack, "Auth0");
  build({ constructs, Action }, stack);
  writeFileSync(path.join(folder, `${name}.tf.json`), `${Testing.synth(stack)}\n`);
}
