/**
 * Makes the second build of `constructs/` import the library that it was checked against: `tsconfig.cdktn.json` compiles the
 * sources against cdktn, but the compiled files still import cdktf.
 */
import { cpSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

const DIST = path.join(__dirname, "..", "dist");
const BUILD = path.join(DIST, "cdktn");

for (const file of readdirSync(BUILD, { recursive: true, encoding: "utf8" })) {
  if (!/\.(js|d\.ts)$/.test(file)) continue;
  const text = readFileSync(path.join(BUILD, file), "utf8");
  writeFileSync(path.join(BUILD, file), text.replace(/(["'])cdktf(\/lib\/[^"']+)?\1/g, "$1cdktn$2$1"));
}
cpSync(path.join(DIST, "action-code"), path.join(BUILD, "action-code"), { recursive: true });
