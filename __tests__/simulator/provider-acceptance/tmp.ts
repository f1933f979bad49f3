import { runTests } from "./run-tests";
const [name = "", filter = "."] = process.argv.slice(2);
void runTests({ name, file: `/tmp/prov/bin/${name}.test`, folder: `/tmp/prov/src/internal/auth0/${name}` }, filter, `/tmp/prov/${name}.log`, (t, r) => console.log(r, t)).then((m) => { const v = [...m.values()]; console.log(name, v.filter((x) => x === "passed").length, "of", v.length); });
