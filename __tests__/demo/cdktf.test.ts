import { fromFirstError } from "../../demo/cdktf";

test("a failed command is shown from its first error on", () => {
  const plan = [
    "stack  will be created",
    "  catch (error) {",
    "stack  Error: 400 Bad Request",
    "  with auth0_client.a",
  ];
  expect(fromFirstError(`${plan.join("\n")}\n`)).toBe("stack  Error: 400 Bad Request\n  with auth0_client.a");
});

test("without an error it is shown whole", () => {
  expect(fromFirstError("one\ntwo\n")).toBe("one\ntwo");
});
