import { applicable } from "./invariants";
import { begin, stepsOf } from "./model";
import type { Scenario } from "./scenario";
import type { State } from "./state";

export interface Violation {
  invariant: string;
  /** What happened, step by step. */
  schedule: string[];
}

export interface Exploration {
  states: number;
  /** In how many different orders the steps can follow one another. */
  schedules: number;
  /** The shortest schedule that breaks an invariant. */
  violation?: Violation;
}

interface Node {
  /** How many schedules lead here. */
  schedules: number;
  /** One of them, from its last step back. */
  trace?: Trace;
}

interface Trace {
  words: string;
  before?: Trace;
}

/**
 * Every schedule of a scenario, all of one length before any that is longer. Schedules that lead to the same state go on
 * from there together.
 */
export function explore(scenario: Scenario, invariants = applicable(scenario)): Exploration {
  const check = checker(scenario, invariants);
  const exploration: Exploration = { states: 0, schedules: 0 };
  let layer = new Map<string, Node>([[JSON.stringify(begin(scenario)), { schedules: 1 }]]);
  while (layer.size > 0) {
    const nextLayer = new Map<string, Node>();
    for (const [key, { schedules, trace }] of layer) {
      const state = JSON.parse(key) as State;
      const count = stepsOf(scenario, state).length;
      const broken = check(state, count === 0);
      exploration.states += 1;
      if (broken) return { ...exploration, violation: { invariant: broken, schedule: readTrace(trace) } };
      if (count === 0) exploration.schedules += schedules;
      for (let index = 0; index < count; index += 1) {
        const next = JSON.parse(key) as State;
        const { words, take } = stepsOf(scenario, next)[index]!;
        take();
        const nextKey = JSON.stringify(next);
        const known = nextLayer.get(nextKey);
        if (known) known.schedules += schedules;
        else nextLayer.set(nextKey, { schedules, trace: { words, before: trace } });
      }
    }
    layer = nextLayer;
  }
  return exploration;
}

/** One schedule of a scenario: `choose` says which of so many possible steps is next. */
export function walk(scenario: Scenario, choose: (count: number) => number): Violation | undefined {
  const check = checker(scenario);
  const state = begin(scenario);
  const schedule: string[] = [];
  for (;;) {
    const steps = stepsOf(scenario, state);
    const broken = check(state, steps.length === 0);
    if (broken) return { invariant: broken, schedule };
    if (steps.length === 0) return undefined;
    const { words, take } = steps[choose(steps.length)]!;
    take();
    schedule.push(words);
  }
}

/** Tells which invariant a state breaks, if any. */
export function checker(scenario: Scenario, invariants = applicable(scenario)) {
  const always = invariants.filter(({ when }) => when === "always");
  return (state: State, isOver: boolean): string | undefined =>
    (isOver ? invariants : always).find(({ holds }) => !holds(state, scenario))?.name;
}

function readTrace(trace: Trace | undefined): string[] {
  const words: string[] = [];
  for (let step = trace; step; step = step.before) words.unshift(step.words);
  return words;
}
