import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { SAMPLES, startSample } from "../../demo/sign-in/sample";
import { startSimulator, type Simulator } from "../../simulator/simulator";

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.close());

test.each(SAMPLES)("the sample %s does not start on a port that is taken", async (name) => {
  const other = createServer().listen(0, "localhost");
  await once(other, "listening");
  const { port } = other.address() as AddressInfo;
  const started = startSample(simulator, { name, port, refreshTokens: false }).then((sample) => sample.stop());
  await expect(started).rejects.toThrow(`the sample ${name} did not start on port ${port}`);
  other.close();
});
