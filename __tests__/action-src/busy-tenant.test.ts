import "auth0";
import { BusyTenant, type Bucket, type Load } from "./busy-tenant";
import { Auth0, coldStart } from "./signing-in";

const PRODUCTION: Bucket = { burst: 50, perSecond: 16 };
const OTHER: Bucket = { burst: 10, perSecond: 2 };

let auth0: Auth0;
beforeEach(() => (auth0 = new Auth0()));
afterEach(() => auth0.restore());

async function play(bucket: Bucket, load: Load, policy = {}) {
  const tenant = new BusyTenant(auth0, bucket);
  const holds = await tenant.serve(coldStart(policy), auth0, load);
  const { calls, refused, neighbour, ended } = tenant;
  return { holds, calls, refused, neighbour, ended: ended.size, median: holds[Math.floor(holds.length / 2)]! };
}

/** How many logins there are calls for, from the first until the last gives up: two a login. */
function possible(
  { burst, perSecond }: Bucket,
  { seconds, neighbourCallsPerSecond = 0 }: Load,
  timeBudget = 5,
): number {
  return (burst + (perSecond - neighbourCallsPerSecond) * (seconds + timeBudget)) / 2;
}

/** On a clock that takes no time, so that it is the same every time. */
describe.each<[string, Bucket, Load]>([
  ["as many logins as the bucket allows", PRODUCTION, { loginsPerSecond: 8, seconds: 8 }],
  ["twice as many", PRODUCTION, { loginsPerSecond: 16, seconds: 8 }],
  ["twice as many, beside a neighbour", PRODUCTION, { loginsPerSecond: 16, seconds: 8, neighbourCallsPerSecond: 4 }],
  ["four times as many", PRODUCTION, { loginsPerSecond: 32, seconds: 8 }],
  [
    "four times as many, beside a neighbour",
    PRODUCTION,
    { loginsPerSecond: 32, seconds: 8, neighbourCallsPerSecond: 4 },
  ],
  ["sixteen times as many, in a small bucket", OTHER, { loginsPerSecond: 16, seconds: 8 }],
])("%s", (_, bucket, load) => {
  const logins = load.loginsPerSecond * load.seconds;

  test("come to no refused call, the neighbour's neither, and to no login that is held up beyond its time", async () => {
    const { holds, refused, neighbour } = await play(bucket, load);
    expect(holds).toHaveLength(logins);
    expect(holds.at(-1)).toBeLessThan(5000);
    expect({ refused, neighbour: neighbour.refused }).toEqual({ refused: 0, neighbour: 0 });
  });

  test("use what there is above the reserve, and no call that leads to no deletion", async () => {
    const { ended, calls } = await play(bucket, load);
    const reserve = bucket.burst / 5 / 2;
    expect(ended).toBeGreaterThanOrEqual(Math.min(logins, Math.floor(possible(bucket, load) - reserve - 2)));
    expect(calls).toBe(2 * ended);
  });
});

test("logins that there is no room for go on at once", async () => {
  const { median } = await play(PRODUCTION, { loginsPerSecond: 64, seconds: 8 });
  expect(median).toBe(0);
});

test("without a reserve, all of the bucket is used", async () => {
  const load = { loginsPerSecond: 32, seconds: 8 };
  const [withReserve, without] = [await play(PRODUCTION, load), await play(PRODUCTION, load, { rateLimitReserve: 0 })];
  expect(without.ended).toBe(withReserve.ended + 5);
});

test("the reserve is what a neighbour finds, however many the logins", async () => {
  const load = { loginsPerSecond: 64, seconds: 8, neighbourCallsPerSecond: 8 };
  expect((await play(PRODUCTION, load)).neighbour).toEqual({ calls: 64, refused: 0 });
});
