const DECISION = "action-src/(decision|device|limit|login|session).ts";
const ENDING = "action-src/ending.ts";

/** What each folder may import besides itself and packages. A folder that is not named here may import anything. */
const MAY_IMPORT = {
  contract: [],
  "action-src": ["contract"],
  constructs: ["contract"],
  "main.ts": ["constructs", "contract"],
  command: ["contract", DECISION, ENDING],
  evaluation: ["contract", DECISION],
  simulator: [],
  terraform: ["contract"],
};

const paths = (names) => names.map((name) => (name.endsWith(".ts") ? `^${name}$` : `^${name}/`));

const boundaries = Object.entries(MAY_IMPORT).map(([folder, others]) => ({
  name: `boundary of ${folder}`,
  comment: `${folder} may import ${others.join(" and ") || "nothing of ours"}`,
  severity: "error",
  from: { path: paths([folder]) },
  to: { pathNot: ["^node_modules/", ...paths([folder, ...others])], dependencyTypesNot: ["core"] },
}));

const noCycles = {
  name: "no cycles",
  comment: "no module imports itself by way of others, not even for a type",
  severity: "error",
  from: {},
  to: { circular: true },
};

export default {
  forbidden: [...boundaries, noCycles],
  options: {
    tsPreCompilationDeps: true, // or imports of types would not count
    doNotFollow: { path: "^(node_modules|constructs/providers)/" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "require", "node", "default"] },
    // What a browser runs imports addresses, not files; the examples import the package that is packed.
    exclude: {
      path: "^(action-code|cdktf.out|coverage|dist|simulator/dist|simulator/examples|simulator/page/client)/",
    },
  },
};
