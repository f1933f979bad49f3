import { exports as entryPoints } from "../../package.json";

/** Of neither library. */
const NEUTRAL = ["./package.json", "./evaluate"];

test("every entry point for cdktf has its counterpart for cdktn", () => {
  const names = Object.keys(entryPoints).filter((name) => !NEUTRAL.includes(name));
  const [forCdktn, forCdktf] = [true, false].map((is) => names.filter((name) => /^\.\/cdktn\b/.test(name) === is));
  expect(forCdktn).toEqual(forCdktf!.map((name) => name.replace(".", "./cdktn")));
});
