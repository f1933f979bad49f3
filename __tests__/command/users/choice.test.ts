import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { chooseUsers } from "../../../command/users/choice";
import type { User } from "../../../command/users/directory";
import type { TenantDirectory } from "../../../command/users/tenant-directory";

const folder = mkdtempSync(path.join(tmpdir(), "users-"));
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => jest.restoreAllMocks());

const known: User[] = ["auth0|ada", "auth0|bob"].map((id) => ({ id, connections: [], appMetadata: {} }));
const find = (id: string) => Promise.resolve(known.find((user) => user.id === id));

/** The ids of those who are chosen by a file of this text. */
async function chosenBy(text: string): Promise<string[]> {
  const users = path.join(folder, "ids.txt");
  writeFileSync(users, text);
  const chosen = await chooseUsers({ find } as TenantDirectory, { users }, 0);
  const ids: string[] = [];
  for await (const { id } of chosen.users) ids.push(id);
  return ids;
}

test.each<[string, string]>([
  ["a line each", "auth0|ada\nauth0|bob\n"],
  ["no end of the last line", "auth0|ada\nauth0|bob"],
  ["Windows' ends of lines", "auth0|ada\r\nauth0|bob\r\n"],
  ["a byte order mark", "\uFEFFauth0|ada\nauth0|bob\n"],
  ["blank lines and spaces", "\n  auth0|ada \n\n\t\nauth0|bob\n\n"],
  ["duplicates", "auth0|ada\nauth0|bob\nauth0|ada\n"],
])("a file of ids may have %s", async (_, text) => {
  expect(await chosenBy(text)).toEqual(["auth0|ada", "auth0|bob"]);
});

test("a user whom the tenant does not have is left out, and named", async () => {
  const said = jest.spyOn(console, "error").mockImplementation(() => {});
  expect(await chosenBy("auth0|ada\nauth0|nobody\nauth0|bob\n")).toEqual(["auth0|ada", "auth0|bob"]);
  expect(said.mock.calls).toEqual([['the tenant has no user "auth0|nobody", who is left out']]);
});

test.each(["", "\n \r\n"])("a file that names nobody, %j, is refused", async (text) => {
  await expect(chosenBy(text)).rejects.toThrow("names no user; write a user id on each line");
});

test("a file that cannot be read is refused", async () => {
  const directory = { find } as TenantDirectory;
  await expect(chooseUsers(directory, { users: folder }, 0)).rejects.toThrow("the users cannot be read: EISDIR");
});
