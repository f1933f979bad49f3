import type { TenantFacts } from "../examination/facts";
import { list, note, ok, type Finding } from "../finding";

/** Whether Auth0 tells the applications that users log in to when the Action ends a session. */
export function checkUnawareApplications({ unawareApplications }: TenantFacts): Finding[] {
  if (!unawareApplications) return [];
  if ("unseen" in unawareApplications) return [unseen(unawareApplications.unseen)];
  const names = unawareApplications.seen;
  return [
    names.length === 0
      ? ok("the applications that users logged in to last are told when a session ends")
      : unaware(names),
  ];
}

const unaware = (names: readonly string[]) =>
  note({
    what: `Auth0 does not tell these applications when the Action ends a session: ${list(names)}`,
    why: "a user whose session has ended stays signed in to them for as long as their own session lasts",
    advice:
      "turn on back-channel logout with enableBackChannelLogout(client, url), if the plan includes it; see docs/ending-sessions.md",
  });

const unseen = (reason: string) =>
  note({
    what: `whether applications are told when a session ends was not examined: ${reason}`,
    why: "a user whose session has ended may stay signed in to an application",
    advice: "grant read:clients to the doctor's client",
  });
