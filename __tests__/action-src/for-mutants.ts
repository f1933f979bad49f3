import { readdirSync } from "node:fs";

/** Tests that run all of the Action, hundreds of times: what they would find, others find sooner. */
const LONG = ["fuzz.test.ts", "busy-tenant.test.ts"];

// What every mutant has to survive, in one file: to load the Action and its SDK for each would take most of the time.
const files = readdirSync(__dirname).filter((file) => file.endsWith(".test.ts") && !LONG.includes(file));
for (const file of files) describe(file, () => void jest.requireActual(`./${file}`));
