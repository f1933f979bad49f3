import { RunningSimulator } from "../running-simulator";

let running: RunningSimulator;
let ids: string[];
beforeAll(async () => {
  running = await RunningSimulator.start();
  ids = running.simulator.seed({ users: 1200, sessions: 1 });
});
afterAll(() => running.close());

const list = (query: Record<string, string | number | boolean | undefined>) => {
  const parameters = Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]);
  return running.call(`/api/v2/users?${new URLSearchParams(parameters).toString()}`);
};
const namesIn = ({ body }: { body: unknown }) => (body as { user_id: string }[]).map(({ user_id }) => user_id);

test("finds users by their last login, latest first", async () => {
  const [tenth, last] = [await running.simulator.management.users.get(ids[1190]!), ids.at(-1)];
  const q = `last_login:{${String(tenth.last_login)} TO *]`;
  const latest = await list({ q, sort: "last_login:-1", fields: "user_id", search_engine: "v3" });
  expect(namesIn(latest)).toEqual(ids.slice(1191).reverse());
  expect(namesIn(latest)[0]).toBe(last);
});

test("finds a user by id, and by what the identity says", async () => {
  expect(namesIn(await list({ q: `user_id:"${ids[7]}"` }))).toEqual([ids[7]]);
  expect(namesIn(await list({ q: `identities.user_id:seed-8 AND logins_count:1` }))).toEqual([ids[7]]);
});

test("pages through the first 1,000 and no further, and tells how many there are", async () => {
  const page = await list({ page: 9, per_page: 100, include_totals: true, q: "user_id:auth0*" });
  expect(page.body).toMatchObject({ start: 900, limit: 100, length: 100, total: 1200 });
  for (const query of [
    { page: 10, per_page: 100 },
    { page: 20, per_page: 50 },
    { page: 33, per_page: 30 },
  ]) {
    expect(await list(query)).toMatchObject({ status: 400, body: { errorCode: "invalid_paging" } });
  }
});

test("a page of the SDK's is such a page", async () => {
  const page = await running.simulator.management.users.list({ q: "email:seed-12*", sort: "email:1", per_page: 3 });
  expect(page.data.map(({ email }) => email)).toEqual([1200, 120, 121].map((n) => `seed-${n}@example.com`));
  expect(page.hasNextPage()).toBe(true);
});

test("sorts what has no value to sort by last", async () => {
  const never = await running.newUser("never@example.com");
  for (const sort of ["last_login:1", "last_login:-1"]) {
    const { body } = await list({ sort, q: `user_id:"${never}" OR user_id:"${ids[0]}"`, fields: "user_id" });
    expect(namesIn({ body })).toEqual([ids[0], never]);
  }
});

test.each([
  [{ q: "app_metadata.plan:gold" }, 501],
  [{ q: "ada" }, 501],
  [{ q: "last_login:[yesterday TO *]" }, 400],
  [{ q: "(" }, 400],
  [{ q: "" }, 400],
  [{ sort: "picture:1" }, 501],
  [{ sort: "email" }, 400],
  [{ sort: "email:2" }, 400],
  [{ search_engine: "v2" }, 400],
  [{ connection: "Username-Password-Authentication" }, 400],
])("refuses %j with %d", async (query, status) => {
  expect(await list(query)).toMatchObject({ status });
});
