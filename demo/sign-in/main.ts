import { parseArgs } from "node:util";
import { readPolicy } from "../../contract/policy-reader";
import type { PolicyDocument } from "../../contract/policy";
import { startSimulator } from "../../simulator/simulator";
import { SAMPLES, startSample, type Sample, type SampleName } from "./sample";
import { ADA, addAda, enforce } from "./tenant";

const USAGE = `usage: npm run sample -- ${SAMPLES.join("|")} [--policy JSON] [--port PORT]

Starts a simulated tenant that limits sessions, and one of the samples under examples/sign-in/ to sign in to.

  --policy JSON  the policy, such as '{"whenExceeded":"deny-login"}' (default: one session, and the newest wins)
  --port PORT    the port that the sample listens on (default: 3000)
  --help         print this help`;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      policy: { type: "string", default: "{}" },
      port: { type: "string", default: "3000" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return console.log(USAGE);
  const name = sampleCalled(positionals);
  const policy = policyIn(values.policy);
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw new Error(`--port ${values.port} is not a port; give a number from 1 to 65535`);
  }

  const simulator = await startSimulator({ pagePort: 0 });
  let sample: Sample | undefined;
  const stop = async () => {
    await sample?.stop();
    await simulator.close();
  };
  try {
    await addAda(simulator);
    await enforce(simulator, policy);
    sample = await startSample(simulator, { name, port, refreshTokens: policy.refreshTokens !== "keep" });
  } catch (error) {
    await stop();
    throw error;
  }
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => void stop());
  console.log(`Open ${sample.address} in a browser, and in a private window or another browser.
Sign in to both as ${ADA.email}, password "${ADA.password}".

The browser does not know the tenant's certificate: when it warns you, proceed anyway,
or import ${simulator.certificateAuthorityFile}.
See what happens on the tenant: ${simulator.page}

Press Ctrl-C to stop.`);
}

function sampleCalled(positionals: string[]): SampleName {
  const [given, ...others] = positionals;
  const name = SAMPLES.find((sample) => sample === given);
  if (name !== undefined && others.length === 0) return name;
  throw new Error(`there is no sample "${positionals.join(" ")}"\n\n${USAGE}`);
}

function policyIn(json: string): PolicyDocument {
  let reading;
  try {
    reading = readPolicy(JSON.parse(json));
  } catch {
    throw new Error(`--policy ${json} is not JSON`);
  }
  if (reading === undefined) throw new Error(`--policy ${json} is not an object, such as {"maxSessions":2}`);
  if (reading.ignored.length > 0) {
    throw new Error(
      `--policy ${json} has values that are not allowed: ${reading.ignored.join(", ")}; see docs/policy.md`,
    );
  }
  return reading.policy;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
