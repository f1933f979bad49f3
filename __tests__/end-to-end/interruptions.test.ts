import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { interrupt, type Outcome, undisturbed } from "./interruption-outcome";
import { namesIn, type Outcomes, withOutcomes } from "./interruption-table";
import { covering, nameOf, product } from "./interruption-works";
import { forEach } from "./parallel";

const PAGE = path.join(__dirname, "../../docs/interruptions.md");

/** Whether the whole product is walked, and what comes of it written into docs/interruptions.md. */
const WHOLE = process.env.INTERRUPTIONS === "all";

jest.setTimeout(1_800_000);

/**
 * After which refused call, besides a repetition, what is needed: docs/lifecycle.md, "When an apply fails". All other calls
 * need no more than a repetition.
 */
const exceptions: [call: string, outcomes: Outcome[]][] = [
  ["POST /api/v2/clients", ["replace"]],
  ["GET /api/v2/client-grants/:id", ["forget", "forget and delete"]],
  ["PATCH /api/v2/actions/actions/:id", ["import", "import without secrets"]],
  ["GET /api/v2/actions/actions/:id", ["import", "import without secrets"]],
  ["POST /api/v2/actions/actions/:id/deploy", ["import"]],
  ["DELETE /api/v2/clients/:id/credentials/:id", ["never"]],
];

test("docs/interruptions.md has a row for each work, and no other", () => {
  expect(namesIn(readFileSync(PAGE, "utf8"))).toEqual(product.map(nameOf));
});

test.each((WHOLE ? product : covering).map((work) => [nameOf(work), work] as const))("%s", async (_name, work) => {
  const { calls, tenant } = await undisturbed(work);
  const outcomes: Outcomes = [];
  // Up to the first write, nothing has changed yet.
  const firstWrite = calls.findIndex(({ method, path }) => method !== "GET" && path !== "/oauth/token");
  await forEach(3, calls.slice(firstWrite), async (call) => {
    const outcome = await interrupt(work, call, tenant);
    if (outcome !== undefined) outcomes.push([`${call.number + 1}. ${call.method} ${call.path}`, outcome]);
  });
  if (WHOLE) writeFileSync(PAGE, withOutcomes(readFileSync(PAGE, "utf8"), product, work, outcomes.sort()));
  const unexpected = outcomes.filter(
    ([call, outcome]) =>
      outcome !== "again" &&
      !exceptions.some(([route, known]) => call.endsWith(` ${route}`) && known.includes(outcome)),
  );
  expect(unexpected).toEqual([]);
});
