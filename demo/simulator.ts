/** `npm run simulator` runs this: it starts the simulator and makes it name the provider that this repository has built. */
import { preparedCliConfig } from "../terraform/toolchain";

const config = preparedCliConfig();
if (config === undefined) {
  console.log(
    'If Terraform cannot reach a registry, run "npm run demo" once to build the provider; the lines below then name it.\n',
  );
} else {
  process.env.TF_CLI_CONFIG_FILE = config;
  console.log(
    "If Terraform cannot reach a registry, `npx cdktf diff` and `npx cdktf deploy` also need --skip-provider-lock.\n",
  );
}
void import("../simulator/main.js");
