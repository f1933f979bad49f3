import type { TenantFacts } from "../examination/facts";
import { list, note, ok, type Finding } from "../finding";

/** Whether the applications that users sign in to hear of it when the Action ends a session. */
export function checkUnawareApplications({ unawareApplications }: TenantFacts): Finding[] {
  if (!unawareApplications) return [];
  if ("unseen" in unawareApplications) return [unseen(unawareApplications.unseen)];
  const names = unawareApplications.seen;
  return [
    names.length === 0 ? ok("the applications that users signed in to last hear of sessions that end") : unaware(names),
  ];
}

const unaware = (names: readonly string[]) =>
  note({
    what: `Auth0 does not tell these applications when the Action ends a session: ${list(names)}`,
    why: "a user whose session has ended stays signed in to them for as long as their own session lasts",
    advice:
      "opt in to back-channel logout with enableBackChannelLogout(client, url), where the plan has it; see docs/ending-sessions.md",
  });

const unseen = (reason: string) =>
  note({
    what: `whether applications hear of sessions that end was not looked at: ${reason}`,
    why: "a user whose session has ended may stay signed in to an application",
    advice: "grant read:clients to the client that the doctor uses",
  });
