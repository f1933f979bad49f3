import { CommandError, run } from "../../terraform/command";

const node = (script: string): Promise<{ stdout: string }> => run(process.execPath, ["-e", script]);

test("gives what a command printed", async () => {
  expect((await node("console.log('done')")).stdout).toBe("done\n");
});

test("an error names the command, its exit code and what it said", async () => {
  await expect(node("console.error('no such host'); process.exit(3)")).rejects.toThrow(
    /-e console\.error\('no such host'\); process\.exit\(3\) ended with exit code 3:\nno such host$/,
  );
});

test("an error keeps the exit code and what was printed before", async () => {
  const failure = node("console.log('half'); process.exit(2)");
  await expect(failure).rejects.toBeInstanceOf(CommandError);
  await expect(failure).rejects.toMatchObject({ exitCode: 2, stdout: "half\n", notFound: false });
});

test("a command that is not there is told from one that failed", async () => {
  const failure = run("no-such-command", [], { env: { PATH: "" } });
  await expect(failure).rejects.toMatchObject({ notFound: true, exitCode: undefined });
  await expect(failure).rejects.toThrow("no-such-command is not on PATH");
});

test("a command that takes too long is killed, even one that does not let itself be interrupted", async () => {
  const stubborn = "process.on('SIGTERM', () => {}); setTimeout(() => {}, 20_000)";
  const failure = run(process.execPath, ["-e", stubborn], { timeout: 500 });
  await expect(failure).rejects.toThrow("took longer than 500 ms");
});

test("lines of standard error are heard one by one", async () => {
  const lines: string[] = [];
  await run(process.execPath, ["-e", "console.error('one\\ntwo')"], { onProgress: (line) => lines.push(line) });
  expect(lines).toEqual(["one", "two"]);
});
