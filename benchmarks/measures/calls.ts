import { type Contestant, CONTESTANTS } from "../contestants/contestants";
import type { Measure } from "../measure";
import { formatNumber, table } from "../table";
import { endedSessions, TestTenant, type TestUser } from "../test-tenant";

/** How many calls a number of executions made. */
export interface CallFigures {
  contestant: Contestant;
  executions: number;
  lists: number;
  deletions: number;
  tokenRequests: number;
  /** Sessions that ended although their user did not sign in. */
  wrongfullyEnded: number;
}

const EXECUTIONS = 1000;

export const calls: Measure = {
  title: "Calls",
  async take(say) {
    say(`${EXECUTIONS} executions of each`);
    const figures = await Promise.all(CONTESTANTS.map((contestant) => countCalls(contestant, EXECUTIONS)));
    return { figures, text: show(figures) };
  },
};

function show(figures: CallFigures[]): string {
  const rows = figures.map(({ contestant, executions, lists, deletions, tokenRequests, wrongfullyEnded }) =>
    [contestant, executions, lists, deletions, tokenRequests, wrongfullyEnded].map((cell) =>
      typeof cell === "number" ? formatNumber(cell) : cell,
    ),
  );
  return [
    "Of all executions, 10 % are fresh logins of users with one session to end, 30 % are silent authentications and 60 %",
    "are refresh-token exchanges.",
    "",
    table(["", "executions", "lists", "deletions", "token requests", "sessions ended without a login"], rows),
  ].join("\n");
}

/** @param executions a multiple of ten; each is a login of a different user, who holds one session */
export async function countCalls(contestant: Contestant, executions: number): Promise<CallFigures> {
  const tenant = await TestTenant.start(contestant);
  try {
    const users = await tenant.addUsers(executions);
    const reused = users.filter((_, index) => !isFresh(index)).map(({ session }) => session.id);
    await tenant.deploy();
    for (const [index, user] of users.entries()) await execute(tenant, user, index);

    const requests = tenant.calls();
    const ended = endedSessions(requests);
    return {
      contestant,
      executions,
      lists: requests.filter(({ method }) => method === "GET").length,
      deletions: requests.filter(({ method }) => method === "DELETE").length,
      tokenRequests: requests.filter(({ path }) => path === "/oauth/token").length,
      wrongfullyEnded: reused.filter((id) => ended.has(id)).length,
    };
  } finally {
    await tenant.close();
  }
}

function isFresh(index: number): boolean {
  return index % 10 === 0;
}

function execute(tenant: TestTenant, user: TestUser, index: number): Promise<unknown> {
  if (isFresh(index)) return tenant.signIn(user.id);
  return index % 10 <= 3 ? tenant.authenticateSilently(user) : tenant.exchangeRefreshToken(user);
}
