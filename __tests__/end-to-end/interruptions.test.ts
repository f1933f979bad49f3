import { appendFileSync } from "node:fs";
import { interrupt, type Outcome, undisturbed } from "./interruption-outcome";
import { covering, nameOf, product } from "./interruption-works";
import { forEach } from "./parallel";

/** A file that each result is added to, as a line of JSON; with it, the whole product is walked. */
const RESULTS = process.env.INTERRUPTIONS;

const works = RESULTS === undefined ? covering : product;

jest.setTimeout(1_800_000);

/**
 * After which refused call, besides a repetition, what is needed: docs/lifecycle.md, "When an apply fails". All other calls
 * need no more than a repetition.
 */
const exceptions: [call: string, outcome: Outcome][] = [
  ["GET /api/v2/client-grants/:id", "twice"],
  ["PATCH /api/v2/actions/actions/:id", "import"],
  ["GET /api/v2/actions/actions/:id", "import"],
  ["POST /api/v2/actions/actions/:id/deploy", "import"],
];

test.each(works.map((work) => [nameOf(work), work] as const))("%s", async (name, work) => {
  const { calls, tenant } = await undisturbed(work);
  const outcomes: Record<string, Outcome> = {};
  await forEach(2, calls, async (call) => {
    const outcome = await interrupt(work, call, tenant);
    if (outcome !== undefined) outcomes[`${call.number + 1}. ${call.method} ${call.path}`] = outcome;
  });
  if (RESULTS) appendFileSync(RESULTS, `${JSON.stringify({ name, outcomes })}\n`);
  const unexpected = Object.entries(outcomes).filter(
    ([call, outcome]) =>
      outcome !== "again" && !exceptions.some(([route, known]) => call.endsWith(` ${route}`) && outcome === known),
  );
  expect(unexpected).toEqual([]);
});
