import { describeMachine, showMachine } from "../../benchmarks/machine";

test("a run tells its commit, and the Node of the program and of the Actions", async () => {
  const machine = await describeMachine();
  expect(machine).toMatchObject({
    node: process.versions.node,
    nodeOfActions: expect.stringMatching(/^22\./) as string,
  });
  expect(showMachine(machine)).toMatch(/ at \S+: .*for the Actions\.$/);
});
