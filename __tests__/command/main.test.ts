import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { CommandError, run } from "../../terraform/command";

const PROJECT = path.join(__dirname, "..", "..");
const TSX = path.join(PROJECT, "node_modules", ".bin", "tsx");
const { PATH, HOME } = process.env;

/** The command as a process of its own, in an environment that names no tenant. */
async function command(...args: string[]): Promise<{ exitCode: number; stdout: string; message: string }> {
  try {
    const { stdout } = await run(TSX, [path.join(PROJECT, "command", "main.ts"), ...args], { env: { PATH, HOME } });
    return { exitCode: 0, stdout, message: "" };
  } catch (error) {
    const { exitCode, stdout, message } = error as CommandError;
    return { exitCode: exitCode!, stdout, message };
  }
}

test("help names every sub-command, and asks for nothing", async () => {
  const { exitCode, stdout } = await command("--help");
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^ {2}doctor \[options\] +find out what is wrong with a tenant$/m);
});

test("a sub-command's help names its options and the scopes that it needs", async () => {
  const { exitCode, stdout } = await command("doctor", "--help");
  expect(exitCode).toBe(0);
  expect(stdout).toContain("--require-deployed");
  expect(stdout).toContain("read:clients, read:client_grants, read:actions   needed");
});

test("a statement of a policy from a file needs no tenant", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "statement-"));
  const file = path.join(folder, "policy.json");
  await writeFile(file, JSON.stringify({ maxSessions: 2 }));
  const { stdout: markdown } = await command("statement", "--policy", file);
  expect(markdown).toContain("- A user may hold at most 2 sessions at a time");
  const { stdout: json } = await command("statement", "--policy", file, "--json");
  expect(JSON.parse(json)).toMatchObject({ standards: expect.any(Array), notCovered: expect.any(Array) });
  await rm(folder, { recursive: true });
});

test.each(["preview", "sweep", "history", "statement"])("%s --help names the scopes that it needs", async (name) => {
  const { exitCode, stdout } = await command(name, "--help");
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/Scopes of the Management API.*\n.*read:/);
});

test("a reader who has seen enough, as head has, is no failure", async () => {
  const child = spawn(TSX, [path.join(PROJECT, "command", "main.ts"), "--help"], { env: { PATH, HOME } });
  child.stdout.destroy();
  const errors = text(child.stderr);
  const exitCode = await new Promise((resolve) => child.once("close", resolve));
  expect({ exitCode, errors: await errors }).toEqual({ exitCode: 0, errors: "" });
});

test.each<[string[], string]>([
  [["doctor"], "no domain: pass --domain, or set AUTH0_DOMAIN"],
  [["doctor", "--fix"], "unknown option '--fix'"],
  [["preview", "--since", "yesterday"], 'Write a date such as "2026-11-01".'],
  [["preview", "--sample", "0"], "Write a whole number, 1 or more."],
  [["sweep", "--share", "0"], "Write a percentage from 1 to 100."],
  [["history", "--by", "week"], "Allowed choices are day, hour."],
  [["history", "--since", "2999-01-01"], "Write a date in the past."],
  [["preview", "--since", "2999-01-01"], "Write a date in the past."],
  [
    ["preview", "--users", "ids.txt", "--sample", "5"],
    "'--users <file>' cannot be used with option '--sample <number>'",
  ],
  [["sweep", "--users", "ids.txt", "--since", "2026-11-01"], "cannot be used with option '--since <date>'"],
  [["statement", "--policy", "absent.json"], "no such file or directory, open 'absent.json'"],
  [["cure"], "unknown command 'cure'"],
])("%j cannot run: exit code 2", async (args, message) => {
  expect(await command(...args)).toMatchObject({ exitCode: 2, message: expect.stringContaining(message) });
});
