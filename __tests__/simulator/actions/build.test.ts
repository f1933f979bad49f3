import { mkdirSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { buildLayer } from "../../../simulator/actions/build";
import { BuildFailure } from "../../../simulator/actions/dependency";
import { deployed, login, logsOf, postLoginTrigger } from "./fixture";

const trigger = postLoginTrigger();
afterAll(() => trigger.close());

const cache = mkdtempSync(path.join(tmpdir(), "layers-"));
process.env.XDG_CACHE_HOME = cache;

const requiring = (request: string) => `
  const required = require(${JSON.stringify(request)});
  exports.onExecutePostLogin = async () => console.log(Object.keys(required).join());`;

test("the real auth0 SDK, which is installed here, is required at the version that an Action declares", async () => {
  const layer = await buildLayer([{ name: "auth0", version: "7.1.0" }]);
  expect(layer.modules.auth0).toBe(path.dirname(require.resolve("auth0/package.json")));
  expect(await logsOf(trigger, deployed(requiring("auth0"), { layer }))).toEqual([
    expect.stringContaining("ManagementClient"),
  ]);
  expect(await logsOf(trigger, deployed(requiring("auth0/legacy"), { layer }))).toEqual([
    expect.stringContaining("AuthenticationClient"),
  ]);
});

test.each(["auth0", "auth0/legacy", "@scope/name", "./file", "/etc/hosts", "../node_modules/auth0"])(
  "%s is not found when it is not declared",
  async (request) => {
    const layer = await buildLayer([{ name: "typescript", version: "5.9.3" }]);
    const catching = `
      exports.onExecutePostLogin = async () => {
        try { require(${JSON.stringify(request)}); } catch (error) { console.log(error.code, error.message); }
      };`;
    expect(await logsOf(trigger, deployed(catching, { layer }))).toEqual([
      `MODULE_NOT_FOUND cannot find module '${request}': this Action declares typescript; add it to the Action's dependencies`,
    ]);
    const { denied } = await trigger.run([deployed(requiring(request))], login());
    expect(denied?.reason).toContain("this Action declares no dependency");
  },
);

test.each(["fs", "node:crypto", "timers/promises"])("%s is built in", async (request) => {
  expect(await logsOf(trigger, deployed(requiring(request)))).toHaveLength(1);
});

test("a version that is not installed here is installed, also by two builds at the same time", async () => {
  const declared = [{ name: "ms", version: "1.0.0" }];
  const [layer, atTheSameTime] = await Promise.all([buildLayer(declared), buildLayer(declared)]);
  expect(atTheSameTime).toEqual(layer);
  expect(versionIn(layer.modules.ms!)).toBe("1.0.0");
  expect(await logsOf(trigger, deployed(requiring("ms/package.json"), { layer }))).toEqual([
    expect.stringContaining("version"),
  ]);
});

test("what an earlier run installed is taken from the cache, without a look at the registry", async () => {
  const layer = path.join(cache, "auth0-simulator", "layers", "@nobody+published-this@1.0.0");
  const folder = path.join(layer, "node_modules", "@nobody/published-this");
  mkdirSync(folder, { recursive: true });
  expect(await buildLayer([{ name: "@nobody/published-this", version: "1.0.0" }])).toEqual({
    modules: { "@nobody/published-this": folder },
  });
});

function versionIn(folder: string): unknown {
  return (JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")) as { version: string }).version;
}

test.each([
  [{ name: "auth0", version: "latest" }, `dependency "auth0" has the version "latest", which is not one exact version`],
  [{ name: "auth0", version: "^7.1.0" }, `dependency "auth0" has the version "^7.1.0", which is not one exact version`],
  [{ name: "auth0", version: "7" }, `dependency "auth0" has the version "7", which is not one exact version`],
  [{ name: "auth0", version: "" }, `dependency "auth0" has the version "", which is not one exact version`],
  [{ name: "../auth0", version: "7.1.0" }, `dependency "../auth0" is not the name of an npm package`],
  [{ name: "--global", version: "7.1.0" }, `dependency "--global" is not the name of an npm package`],
  [{ name: "auth0", version: "7.999.0" }, `dependency "auth0" 7.999.0 could not be installed: `],
])("%j fails the build", async (dependency, message) => {
  const failure = await buildLayer([dependency]).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(BuildFailure);
  expect((failure as BuildFailure).message).toContain(message);
});

test("npm's own explanation is passed on", async () => {
  await expect(buildLayer([{ name: "auth0", version: "7.999.0" }])).rejects.toThrow(/ETARGET.*No matching version/);
});
