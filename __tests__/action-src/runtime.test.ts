test("the tests run on the Action's runtime, Node 22", () => {
  expect(process.version).toMatch(/^v22\./);
});
