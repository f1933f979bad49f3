import { type Contestant, CONTESTANTS } from "../contestants/contestants";
import type { Measure } from "../measure";
import { type Spread, spreadOf } from "../spread";
import { formatSpread, table } from "../table";
import { TestTenant } from "../test-tenant";

/** What the first login in a new instance costs, including loading the Action. */
export interface ColdFigures {
  contestant: Contestant;
  withoutToken: Spread;
  /** With an access token that another instance has left in the trigger's cache. */
  withToken: Spread;
  /** A refresh-token exchange. */
  nothingToDo: Spread;
  /** The instance's memory after a login with one session to end. */
  memory: Spread;
  /** The instance's memory after a login with nothing to do. */
  idleMemory: Spread;
}

const RUNS = 3;

export const cold: Measure = {
  title: "A new instance",
  async take(say) {
    const figures: ColdFigures[] = [];
    for (const contestant of CONTESTANTS) {
      say(contestant);
      figures.push(await startCold(contestant));
    }
    return { figures, text: show(figures) };
  },
};

function show(figures: ColdFigures[]): string {
  const head = ["", "first login, ms", "with a token in the cache, ms", "nothing to do, ms", "MB", "MB, nothing to do"];
  const rows = figures.map(({ contestant, withoutToken, withToken, nothingToDo, memory, idleMemory }) => [
    contestant,
    ...[withoutToken, withToken, nothingToDo, memory, idleMemory].map(formatSpread),
  ]);
  return [
    "The first login in an instance, with one session to end, on a tenant without latency. The time begins when the Action is",
    "loaded, and leaves out what Node itself takes to start. Memory is that of the whole process.",
    "",
    table(head, rows),
  ].join("\n");
}

async function startCold(contestant: Contestant): Promise<ColdFigures> {
  const runs = [];
  for (let run = 0; run < RUNS; run += 1) runs.push(await startColdOnce(contestant));
  return {
    contestant,
    withoutToken: spreadOf(runs.map(({ withoutToken }) => withoutToken.hold)),
    withToken: spreadOf(runs.map(({ withToken }) => withToken.hold)),
    nothingToDo: spreadOf(runs.map(({ nothingToDo }) => nothingToDo.hold)),
    memory: spreadOf(runs.map(({ withoutToken }) => withoutToken.memory)),
    idleMemory: spreadOf(runs.map(({ nothingToDo }) => nothingToDo.memory)),
  };
}

async function startColdOnce(contestant: Contestant) {
  const tenant = await TestTenant.start(contestant);
  try {
    const [first, second, third] = await tenant.addUsers(3);
    await tenant.deploy();
    const withoutToken = await tenant.signIn(first!.id);
    await tenant.deploy();
    const withToken = await tenant.signIn(second!.id);
    await tenant.deploy();
    const nothingToDo = await tenant.exchangeRefreshToken(third!);
    return { withoutToken, withToken, nothingToDo };
  } finally {
    await tenant.close();
  }
}
