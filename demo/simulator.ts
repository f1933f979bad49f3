/** What `npm run simulator` runs: the simulator, which then names the provider that this repository has built. */
import { preparedCliConfig } from "../terraform/toolchain";

const config = preparedCliConfig();
if (config === undefined) {
  console.log('Where no registry answers, run "npm run demo" once: it builds the provider, and this then names it.\n');
} else {
  process.env.TF_CLI_CONFIG_FILE = config;
  console.log("Where no registry answers, `npx cdktf diff` and `npx cdktf deploy` also need --skip-provider-lock.\n");
}
void import("../simulator/main.js");
