import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Journal } from "../../../command/sweep/journal";

const DOMAIN = "acme.eu.auth0.com";
const targets = ["a", "b", "c"].map((id) => ({ user: "ann", kind: "session" as const, id }));
const folder = mkdtempSync(path.join(tmpdir(), "journal-"));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
const newFile = () => path.join(folder, `journal${(files += 1)}`);

test("a sweep that is taken up again goes on where it was", () => {
  const file = newFile();
  const journal = Journal.create(file, { domain: DOMAIN, targets });
  journal.record("a", "ended");
  journal.record("b", "failed");
  const again = Journal.open(file, DOMAIN)!;
  expect(again.remaining.map(({ id }) => id)).toEqual(["b", "c"]);
  expect(again.count("ended")).toBe(1);
});

test("a session that the tenant was asked to end is looked at again, until it is known what came of it", () => {
  const file = newFile();
  Journal.create(file, { domain: DOMAIN, targets }).record("a", "asked");
  const again = Journal.open(file, DOMAIN)!;
  expect(again.remaining.map(({ id }) => id)).toEqual(["a", "b", "c"]);
  expect(["a", "b"].map((id) => again.wasAsked(id))).toEqual([true, false]);
  again.record("a", "ended");
  expect(Journal.open(file, DOMAIN)!.remaining.map(({ id }) => id)).toEqual(["b", "c"]);
});

test("a line that broke off is as if it had not been written", () => {
  const file = newFile();
  Journal.create(file, { domain: DOMAIN, targets }).record("a", "gone");
  appendFileSync(file, '\n{"id":"b","outc');
  expect(Journal.open(file, DOMAIN)!.remaining.map(({ id }) => id)).toEqual(["b", "c"]);
});

test("what follows a line that broke off is read all the same", () => {
  const file = newFile();
  Journal.create(file, { domain: DOMAIN, targets });
  appendFileSync(file, '\n{"id":"a","outc');
  Journal.open(file, DOMAIN)!.record("b", "spared");
  expect(Journal.open(file, DOMAIN)!.remaining.map(({ id }) => id)).toEqual(["a", "c"]);
});

test("what cannot be read or written is named, with what to do", () => {
  const instead = "name another file with --journal";
  expect(() => Journal.open(folder, DOMAIN)).toThrow(/^the journal cannot be read: EISDIR.*--journal$/);
  expect(() => Journal.requirePlace(path.join(folder, "absent", "journal"))).toThrow(
    /^the journal cannot be written: ENOENT/,
  );
  expect(() => Journal.requirePlace(newFile())).not.toThrow();
  const file = newFile();
  const journal = Journal.create(file, { domain: DOMAIN, targets });
  rmSync(file);
  mkdirSync(file);
  expect(() => journal.record("a", "asked")).toThrow(instead);
});

test("there is none where there is no file", () => {
  expect(Journal.open(newFile(), DOMAIN)).toBeUndefined();
});

test("a file that is there is not written over", () => {
  const file = newFile();
  writeFileSync(file, "precious");
  expect(() => Journal.create(file, { domain: DOMAIN, targets })).toThrow(
    "already exists; name another file with --journal",
  );
});

test.each([
  ["of another tenant", JSON.stringify({ domain: "other.auth0.com", targets: [] }), 'of a sweep of "other.auth0.com"'],
  ["no journal", "precious", "is not the journal of a sweep"],
  ["JSON of another kind", "[null]", "is not the journal of a sweep"],
  [
    "a journal whose targets have no id",
    JSON.stringify({ domain: DOMAIN, targets: [{ user: "ann", session: "a" }] }),
    "is not the journal of a sweep",
  ],
  ["empty", "", "is not the journal of a sweep"],
])("a file that is %s is refused", (_, text, message) => {
  const file = newFile();
  writeFileSync(file, text);
  expect(() => Journal.open(file, DOMAIN)).toThrow(message);
});
