import { releaseProblems, type ReleaseFacts } from "../../packaging/release/release-problems";

const ADDRESS = "https://git.acme.org/single-session";
const ready: ReleaseFacts = {
  manifest: { version: "1.2.0", repository: { url: ADDRESS }, bugs: { url: ADDRESS }, homepage: ADDRESS },
  latestRelease: "1.2.0",
  tagPrefix: "v",
  tag: "v1.2.0",
};

test("a release that is ready has no problems", () => {
  expect(releaseProblems(ready)).toEqual([]);
});

test.each([
  [
    "a placeholder",
    { homepage: "https://example.com/" },
    "homepage in package.json must be",
    'got: "https://example.com/"',
  ],
  ["no address", { repository: undefined }, "repository in package.json must be", "got: nothing"],
  ["no address of bugs", { bugs: {} }, "bugs in package.json must be", "got: nothing"],
])("%s is refused", (_, fields, rule, value) => {
  const problems = releaseProblems({ ...ready, manifest: { ...ready.manifest, ...fields } });
  expect(problems).toEqual([expect.stringContaining(rule)]);
  expect(problems[0]).toContain(value);
});

test.each([
  [
    "a changelog that does not know the version",
    { latestRelease: "1.1.0" },
    'got: "1.1.0"; run "npx changelog --release 1.2.0"',
  ],
  ["a commit without the tag", { tag: "" }, 'must have the tag "v1.2.0", got: ""; run "git tag v1.2.0"'],
  [
    "a commit with another package's tag",
    { tagPrefix: "simulator-v" },
    'must have the tag "simulator-v1.2.0", got: "v1.2.0"; run "git tag simulator-v1.2.0"',
  ],
])("%s is refused", (_, facts, message) => {
  expect(releaseProblems({ ...ready, ...facts })).toEqual([expect.stringContaining(message)]);
});
