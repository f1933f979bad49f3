// Synthesizes a stack with the given number of constructs, and prints how long that took. It runs in a process of its own, with
// the compiled package: node synth-stack.cjs FOLDER CONSTRUCTS
const { App, TerraformStack } = require("cdktf");

const [folder, constructs] = [process.argv[2], Number(process.argv[3])];
const app = new App({ outdir: folder });
const stack = new TerraformStack(app, "stack");
let importing = 0;

if (constructs > 0) {
  const started = performance.now();
  const { SingleSessionConstruct } = require("cdktf-auth0-single-session");
  const { Auth0Provider } = require("cdktf-auth0-single-session/providers/auth0/provider");
  importing = performance.now() - started;

  new Auth0Provider(stack, "Auth0");
  for (let index = 0; index < constructs; index += 1) new SingleSessionConstruct(stack, `SingleSession${index}`);
}
app.synth();

const { user, system } = process.cpuUsage();
console.log(JSON.stringify({ cpu: (user + system) / 1000, importing }));
