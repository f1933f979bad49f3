import fc from "fast-check";
import { ACTION, perform, type Act, type Action } from "./acts";
import { APPLICATIONS, type Given } from "./applications";
import { promises, type PromiseName } from "./promises";
import { TenantInMemory } from "./tenant-in-memory";

export const sequences: fc.Arbitrary<Act[]> = fc.array(
  fc.record({
    does: fc.constantFrom<Act["does"][]>(
      ...(["signs in", "signs in", "goes on to", "goes on to", "gives a factor"] as const),
      ...(["exchanges", "signs in natively", "idles"] as const),
    ),
    device: fc.nat({ max: 3 }),
    client: fc.constantFrom(...APPLICATIONS),
    factor: fc.boolean(),
    offline: fc.boolean(),
  }),
  { minLength: 1, maxLength: 14 },
);

export const ALL = Object.keys(promises) as PromiseName[];

/** What became of one act after the other, up to the first that broke a promise. */
export interface Story {
  steps: string[];
  broken?: PromiseName;
  tenant: TenantInMemory;
}

export async function follow(given: Given, acts: Act[], action: Action = ACTION, names = ALL): Promise<Story> {
  const tenant = new TenantInMemory(action.readPolicy(given.policy), given.listsIdle);
  const steps: string[] = [];
  for (const act of acts) {
    const happening = await perform(act, tenant, given, action);
    steps.push(`${inWords(act)}${happening?.refused ? ", and is refused" : ""}`);
    const broken = happening && names.find((name) => !promises[name](happening, given));
    if (broken) return { steps, broken, tenant };
  }
  return { steps, tenant };
}

function inWords({ device, does, client, factor, offline }: Act): string {
  return `${device} ${does} ${client}${factor ? " with a factor" : ""}${offline ? " offline" : ""}`;
}
