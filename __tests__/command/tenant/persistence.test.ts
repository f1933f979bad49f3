import { persist } from "../../../command/tenant/persistence";

const failure = (statusCode?: number) => Object.assign(new Error("no"), { statusCode });

/** A request that fails as many times, how long it waited in between, and what came of it. */
async function outcomeOf(failures: Error[]): Promise<{ tries: number; pauses: number[]; failed: boolean }> {
  const left = [...failures];
  const pauses: number[] = [];
  let tries = 0;
  const request = () => {
    tries += 1;
    const error = left.shift();
    return error ? Promise.reject(error) : Promise.resolve("an answer");
  };
  const waiting = persist(request, (milliseconds) => Promise.resolve(pauses.push(milliseconds)));
  const failed = await waiting.then(
    () => false,
    () => true,
  );
  return { tries, pauses, failed };
}

test.each([undefined, 200, 408, 429, 500, 503])("a failure with status %p passes", async (status) => {
  expect(await outcomeOf([failure(status)])).toEqual({ tries: 2, pauses: [1000], failed: false });
});

test.each([400, 401, 403, 404])("a failure with status %p does not", async (status) => {
  expect(await outcomeOf([failure(status)])).toEqual({ tries: 1, pauses: [], failed: true });
});

test("what never passes is given up, after ever longer waits", async () => {
  const outcome = await outcomeOf(Array.from({ length: 9 }, () => failure(503)));
  expect(outcome).toEqual({ tries: 5, pauses: [1000, 5000, 15_000, 60_000], failed: true });
});
