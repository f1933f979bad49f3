import { countCalls } from "./measures/calls";
import { TestTenant } from "./test-tenant";

interface Count {
  what: string;
  found: number;
  expected: number;
}

/** Counts the Action's calls and measures no times, so that the result is the same on every machine. */
export async function checkCalls(): Promise<boolean> {
  const counts = [
    ...(await countMix()),
    ...(await countSurplus(10)),
    ...(await countSurplus(150)),
    ...(await countFirstLogins()),
    ...(await countCrowd()),
  ];
  for (const { what, found, expected } of counts) {
    process.stdout.write(`${found === expected ? "ok   " : "WRONG"} ${what}: ${found}, expected ${expected}\n`);
  }
  return counts.every(({ found, expected }) => found === expected);
}

async function countMix(): Promise<Count[]> {
  const { executions, lists, deletions, tokenRequests, wrongfullyEnded } = await countCalls("ours", 100);
  const mix = `in ${executions} executions, of which 10 are fresh logins`;
  return [
    { what: `lists ${mix}`, found: lists, expected: 10 },
    { what: `deletions ${mix}`, found: deletions, expected: 10 },
    { what: `token requests ${mix}`, found: tokenRequests, expected: 1 },
    { what: `sessions ended without a login ${mix}`, found: wrongfullyEnded, expected: 0 },
  ];
}

async function countSurplus(sessions: number): Promise<Count[]> {
  const tenant = await TestTenant.start("ours");
  try {
    const [user] = tenant.seedUsers(1, sessions);
    await tenant.deploy();
    await tenant.signIn(user!);
    const calls = tenant.calls();
    const login = `in a login that ends ${sessions} sessions`;
    const pages = Math.ceil((sessions + 1) / 100);
    return [
      { what: `lists ${login}`, found: calls.filter(({ method }) => method === "GET").length, expected: pages },
      {
        what: `deletions ${login}`,
        found: calls.filter(({ method }) => method === "DELETE").length,
        expected: sessions,
      },
    ];
  } finally {
    await tenant.close();
  }
}

/** Counts the calls for users who have never held a session. */
async function countFirstLogins(): Promise<Count[]> {
  const tenant = await TestTenant.start("ours");
  try {
    await tenant.deploy();
    for (const user of tenant.seedUsers(10, 0)) await tenant.signIn(user);
    return [{ what: "calls in 10 first logins", found: tenant.calls().length, expected: 0 }];
  } finally {
    await tenant.close();
  }
}

/** Counts the token requests of simultaneous logins in an instance that has no access token yet. */
async function countCrowd(): Promise<Count[]> {
  const tenant = await TestTenant.start("ours");
  try {
    const users = tenant.seedUsers(50, 1);
    await tenant.deploy();
    await Promise.all(users.map((user) => tenant.signIn(user)));
    const tokenRequests = tenant.calls().filter(({ path }) => path === "/oauth/token").length;
    return [{ what: "token requests of 50 logins at once in a new instance", found: tokenRequests, expected: 1 }];
  } finally {
    await tenant.close();
  }
}
