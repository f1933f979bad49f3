const ORGANIZATION = "{organization_name}";

/** What stands first in the host, with at least two more parts after it: `https://first.example.com…`. */
const FIRST_OF_HOST = /^(https?:\/\/)([^/?#:.]+)((?:\.[^/?#:.*{}]+){2,}(?:[/?#:].*)?)$/i;

/** One `*`, perhaps between other characters of the host. */
const WILDCARD = /^([^*{}]*)\*([^*{}]*)$/;

/**
 * Whether a URL is one of those that an application lists, some of which may stand for several: `*` for what is first in
 * the host, and `{organization_name}` for the organization that the user logs in to. Source: Auth0, "Subdomain URL
 * Placeholders".
 *
 * @param organization the name of the one that the login is for, if its name may be put in
 */
export function isListed(url: string, listed: readonly string[], organization?: string): boolean {
  return listed.some((one) => admits(one, url, organization));
}

function admits(listed: string, url: string, organization: string | undefined): boolean {
  const [, protocol = "", first = "", rest = ""] = FIRST_OF_HOST.exec(listed) ?? [];
  if (first === ORGANIZATION) return organization !== undefined && url === `${protocol}${organization}${rest}`;
  const [, before, after] = WILDCARD.exec(first) ?? [];
  if (before === undefined || after === undefined) return url === listed && !hasPlaceholder(listed);
  const [start, end] = [`${protocol}${before}`, `${after}${rest}`];
  if (!url.startsWith(start) || !url.endsWith(end)) return false;
  return /^[a-z\d-]+$/i.test(url.slice(start.length, url.length - end.length));
}

/** In the host: what stands there wrongly makes the URL match nothing, not even itself. */
function hasPlaceholder(url: string): boolean {
  return /^[^:]+:\/\/[^/?#]*[*{}]/.test(url);
}
