import fc from "fast-check";
import { enforce, refusalOf } from "../../action-src/enforcement";
import type { ListedSession } from "../../action-src/session";
import { loginOf } from "../action-src/login";
import { checker } from "./explorer";
import { loginSteps } from "./login-process";
import { begin } from "./model";
import { scenarios } from "./random-scenarios";
import { scenarioOf, type Scenario } from "./scenario";
import type { LoginProcess } from "./state";
import { find, pendingEffects, readPage, requestDeletion, signOut } from "./store";

/** The Action's own asynchronous enforcement on the model's store; the scheduler says what comes next. */
async function run(scenario: Scenario, scheduler: fc.Scheduler): Promise<void> {
  const state = begin(scenario);
  const { store, logins } = state;
  const check = checker(scenario);
  const schedule: string[] = [];
  const scheduledEffects = new Set<string>();
  let violation: string | undefined;

  async function happens<T>(words: string, act: () => T): Promise<T> {
    await scheduler.schedule(Promise.resolve(), words);
    const result = act();
    schedule.push(words);
    violation ??= check(state, false);
    const effects = pendingEffects(store, true).filter(({ words }) => !scheduledEffects.has(words));
    for (const { words, take } of effects) {
      scheduledEffects.add(words);
      void happens(words, take);
    }
    return result;
  }

  async function listSessions(id: string): Promise<ListedSession[]> {
    const sessions: ListedSession[] = [];
    for (let after: string | undefined = ""; after !== undefined;) {
      const cursor: string = after;
      const page = await happens(`${id} lists`, () => {
        if (cursor === "") store.clock += 1;
        return readPage(store, cursor);
      });
      sessions.push(...page.sessions);
      after = page.next;
    }
    return sessions;
  }

  async function logIn(process: LoginProcess): Promise<void> {
    const { session: id, kind } = process;
    await happens(`${id} begins`, () => loginSteps(scenario, state, process)[0]?.take());
    // Its session is not there yet, or no longer.
    if (process.stage !== "listing") return;
    const login = loginOf(process.event!, { kind }, scenario.policy);
    const endSession = async (victim: string) => {
      const isFailing = state.mishaps.faults > 0;
      if (isFailing) state.mishaps.faults -= 1;
      await happens(`${id} ends ${victim}${isFailing ? ": 500" : ""}`, () => {
        if (!isFailing) requestDeletion(store, victim, login.session);
      });
      if (isFailing) throw new Error("500");
    };
    const list = async () => ({ sessions: await listSessions(id), tokens: [] });
    const endTokens = () => Promise.resolve();
    const tenant = { list, endSession, endTokens };
    const outcome = await enforce(login, scenario.policy, () => tenant, { isSpent: false });
    if (kind === "exchange" || !refusalOf(outcome, login, scenario.policy)) return;
    await happens(`${id} is refused`, () => signOut(store, find(store, id)!));
  }

  await scheduler.waitFor(Promise.all(logins.map(logIn)));
  await scheduler.waitIdle();
  violation ??= check(state, true);
  if (violation) throw new Error([`broken: ${violation}`, ...schedule].join("\n  "));
}

test("the Action's own enforcement keeps what the model promises, in whatever order its requests are answered", async () => {
  const property = fc.asyncProperty(scenarios, fc.scheduler(), (given, scheduler) =>
    run(scenarioOf({ ...given, rateLimit: undefined, mishaps: { faults: given.mishaps?.faults ?? 0 } }), scheduler),
  );
  await fc.assert(property, { numRuns: 3000, seed: 4, includeErrorInReport: true });
}, 60_000);
