import type { Happening } from "./acts";
import { limitFor, type Given } from "./applications";
import type { HeldToken } from "./tenant-in-memory";

/** What holds after each act of a user, one act after the other. */
export const promises = {
  "no more than the limit are left after a login that counts": (happening, given) => {
    const { act, after, session, counts, countedBefore, refused } = happening;
    const { group, maxSessions, denies } = limitFor(given, act.client);
    // What `deny-login` has let in once, it does not put out.
    if (!counts || refused || maxSessions === "unlimited" || (denies && countedBefore)) return true;
    const others = devicesUnder(group, after, given).filter(({ id }) => id !== session!.id);
    return others.length <= Math.max(maxSessions - 1, newer(others, happening, given).length);
  },

  "nothing of others ends before a second factor was given": ({ before, after, session }, { policy }) =>
    !policy.requireSecondFactor ||
    session?.hasSecondFactor === true ||
    (ended(before.sessions, after.sessions).every(({ id }) => id === session?.id) &&
      ended(before.tokens, after.tokens).every((token) => token.session?.id === session?.id)),

  "a session that serves only unlimited applications never ends, nor do its tokens": (happening, given) => {
    const { before, after, session } = happening;
    const isUnlimited = (client: string) => given.groups[client] === "unlimited";
    const sessions = ended(before.sessions, after.sessions).filter(({ id }) => id !== session?.id);
    const tokens = ended(before.tokens, after.tokens).filter((token) => token.session?.id !== session?.id);
    return (
      !sessions.some(({ clients }) => clients.every(isUnlimited)) &&
      !tokens.some((token) => (token.session?.clients ?? [token.client]).every(isUnlimited))
    );
  },

  "a login under one limit ends nothing that counts under others only": ({ act, before, after, session }, given) => {
    const { group } = limitFor(given, act.client);
    const isUnder = (client: string) => group !== "unlimited" && given.groups[client] === group;
    const sessions = ended(before.sessions, after.sessions).filter(({ id }) => id !== session?.id);
    const tokens = ended(before.tokens, after.tokens).filter((token) => token.session?.id !== session?.id);
    return (
      sessions.every(({ clients }) => clients.some(isUnder)) &&
      tokens.every((token) => (token.session?.clients ?? [token.client]).some(isUnder))
    );
  },

  "with one place, no refresh token is left but the login's own": (happening, given) => {
    const { act, after, session, counts, refused } = happening;
    const { group, maxSessions, denies } = limitFor(given, act.client);
    const ends = given.policy.refreshTokens === "revoke-others" && maxSessions === 1 && !denies;
    if (!counts || refused || !ends) return true;
    const spared = new Set([session!.id, ...newer(devicesUnder(group, after, given), happening, given).map(idOf)]);
    return after.tokens.every((token) => given.groups[token.client] !== group || spared.has(deviceOf(token)));
  },

  "a login that is not refused keeps its session and tokens": (
    { before, after, session, served, refused, act },
    given,
  ) => {
    // One that is refused an application goes on in those that it came from.
    const comesFromOthers =
      served.length > 0 && served.every((client) => given.groups[client] !== given.groups[act.client]);
    if (!session || (refused && !comesFromOthers)) return true;
    return (
      !ended(before.sessions, after.sessions).some(({ id }) => id === session.id) &&
      !ended(before.tokens, after.tokens).some((token) => token.session?.id === session.id)
    );
  },

  "what counts takes one list, and nothing else takes any": ({ counts, lists }, { keepsMetadata }) =>
    // Where the tenant keeps no metadata, a use that was counted counts again.
    keepsMetadata ? lists === Number(counts) : lists >= Number(counts) && lists <= 1,
} satisfies Record<string, (happening: Happening, given: Given) => boolean>;

export type PromiseName = keyof typeof promises;

interface Device {
  id: string;
  since: number;
}

const idOf = ({ id }: Device) => id;
const deviceOf = ({ id, session }: HeldToken) => session?.id ?? id;

/** A session that lives, or where those count the refresh tokens of one that does not, or a token that never had one. */
function devicesUnder(group: string, { sessions, tokens }: Happening["after"], { policy, groups }: Given): Device[] {
  const live = sessions.filter(({ isIdle }) => !isIdle);
  const isUnder = (client: string) => groups[client] === group;
  const counted = live.filter(({ clients }) => clients.some(isUnder));
  const devices = counted.map(({ id, authenticatedAt }) => ({ id, since: authenticatedAt }));
  if (policy.refreshTokens !== "revoke-others") return devices;
  const orphans = tokens.filter((token) => !live.some(({ id }) => id === token.session?.id));
  const ids = new Set(orphans.filter(({ client }) => isUnder(client)).map(deviceOf));
  const since = (device: string) =>
    orphans
      .filter((token) => deviceOf(token) === device && groups[token.client] !== "unlimited")
      .map(({ createdAt }) => createdAt);
  return [...devices, ...[...ids].map((id) => ({ id, since: Math.min(...since(id)) }))];
}

/**
 * Devices that came after the session that ends others: there are none but where that waits for a second factor, and those are
 * left to a later login. Of a session that is over, and exchanges a refresh token, the list may not tell the time.
 */
function newer(devices: Device[], { session, after }: Happening, { policy }: Given): Device[] {
  if (!policy.requireSecondFactor) return [];
  const isOver = !after.sessions.some(({ id, isIdle }) => id === session!.id && !isIdle);
  return devices.filter(({ since }) => isOver || since > session!.authenticatedAt);
}

function ended<T extends { id: string }>(before: T[], after: T[]): T[] {
  return before.filter(({ id }) => !after.some((other) => other.id === id));
}
