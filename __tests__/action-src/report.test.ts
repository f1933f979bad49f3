import fc from "fast-check";
import { describeEviction, describeFailure } from "../../action-src/report";

const keep = [{ id: "kept", authenticatedAt: 1, createdAt: 1 }];

function report(ended: string[], failed: unknown[] = []): string {
  const eviction = { ended, failed: failed.map((error, i) => ({ id: `failed${i}`, error })) };
  return describeEviction({ keep, end: [] }, eviction, 12);
}

describe("the report line", () => {
  test("counts what was kept, ended and failed", () => {
    expect(JSON.parse(report(["a", "b"], [new Error("no")]))).toMatchObject({
      event: "session-revoked",
      initiating_entity: "policy",
      kept: 1,
      ended: 2,
      failed: 1,
      ms: 12,
    });
  });

  test("is JSON of at most 256 characters however many sessions there are", () => {
    fc.assert(
      fc.property(
        fc.array(fc.uuid(), { maxLength: 300 }),
        fc.array(fc.constant(new TypeError("x".repeat(300)))),
        (ended, failed) => {
          const line = report(ended, failed);
          expect(line.length).toBeLessThanOrEqual(256);
          expect(JSON.parse(line)).toMatchObject({ ended: ended.length, failed: failed.length });
        },
      ),
    );
  });

  test("names sessions by a hash, never by their id", () => {
    const line = report(["session-id-in-clear"]);
    expect(line).not.toContain("session-id-in-clear");
    expect((JSON.parse(line) as { sessions: string[] }).sessions).toEqual([expect.stringMatching(/^[0-9a-f]{12}$/)]);
  });

  test("names the kind of a failure and its status, not its text, which may quote a secret", () => {
    const error = Object.assign(new Error("client_secret=hunter2"), { name: "ForbiddenError", statusCode: 403 });
    expect(JSON.parse(describeFailure(error, 5))).toMatchObject({ error: "ForbiddenError 403", ms: 5 });
    expect(report([], [error])).not.toContain("hunter2");
  });
});
