import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";

jest.setTimeout(600_000);

const PROJECT = path.join(__dirname, "../..");

/** What a demo prints of its steps, without how long each took. */
function stepsIn(lines: readonly string[]): string[] {
  return lines.filter((line) => line.startsWith("✔")).map((line) => line.replace(/ {2}[\d.]+ (ms|s)$/, ""));
}

/** What the page gets sent, until it has been sent all of this. */
async function seeOnPage(page: string, ...texts: string[]): Promise<void> {
  const leaving = new AbortController();
  const { body } = await fetch(`${page}/events`, { signal: leaving.signal });
  const unseen = new Set(texts);
  for await (const chunk of body!.pipeThrough(new TextDecoderStream())) {
    for (const text of texts) if (chunk.includes(text)) unseen.delete(text);
    if (unseen.size === 0) break;
  }
  leaving.abort();
}

test("npm run demo -- --watch shows its logins on a page, leaves the tenant to the spectators, and Ctrl-C ends it well; README.md shows its steps", async () => {
  const demo = spawn(process.execPath, ["--import", "tsx", "demo/main.ts", "--watch"], {
    cwd: PROJECT,
    env: { ...process.env, CI: "true", NO_COLOR: "1" },
  });
  const exit = once(demo, "exit");
  const lines: string[] = [];
  let seen: Promise<void> | undefined;
  for await (const line of createInterface(demo.stdout)) {
    lines.push(line);
    const [, page] = /watch it at (\S+)/.exec(line) ?? [];
    if (page !== undefined) seen = seeOnPage(page, "on phone", "on laptop", "on tablet", "session-revoked");
    const [, ended] = /Ctrl-C destroys everything\..* (\S+)$/.exec(line) ?? [];
    if (ended === undefined) continue;
    await seen;
    const headers = { origin: ended, accept: "text/plain" };
    const endpoint = "DELETE /api/v2/actions/actions/:id";
    const broken = new URLSearchParams({ endpoint, fault: "answers 500", times: "1000" });
    expect((await fetch(`${ended}/break-endpoint`, { method: "POST", headers, body: broken })).status).toBe(200);
    demo.kill("SIGINT");
  }
  expect(lines.at(-1)).toMatch(/^All \d+ steps hold\./);
  expect(await exit).toEqual([0, null]);

  const shown = stepsIn(readFileSync(path.join(PROJECT, "README.md"), "utf8").split("\n"));
  expect(shown).not.toEqual([]);
  expect(stepsIn(lines).filter((step) => shown.includes(step))).toEqual(shown);
});
