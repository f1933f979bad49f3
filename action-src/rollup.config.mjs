import typescript from "@rollup/plugin-typescript";

/** One readable CommonJS file: the comments stay, nothing is minified, and `auth0` is left to the Action's own dependency. */
export default {
  input: "action-src/single-session.ts",
  output: { file: "action-code/single-session.js", format: "cjs", strict: false, esModule: false },
  external: [/^node:/, "auth0"],
  plugins: [
    typescript({
      tsconfig: "tsconfig.json",
      include: ["action-src/*.ts"],
      module: "esnext",
      moduleResolution: "bundler",
    }),
  ],
};
