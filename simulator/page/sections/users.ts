import type { RefreshToken } from "../../tenant/refresh-tokens";
import type { StoredSession } from "../../tenant/sessions";
import type { Tenant } from "../../tenant/tenant";
import type { StoredUser } from "../../tenant/users";
import { html, type Html } from "../html";
import { counted, moment, name, nameOf } from "../words";

/** Of more than a person can read, the latest are shown. */
const SHOWN_USERS = 50;
const SHOWN_OF_EACH = 20;

/** Who there is, with what each of them holds. */
export function usersSection(tenant: Tenant): Html {
  const users = tenant.users.all();
  const shown = latest(users, SHOWN_USERS, ({ last_login, created_at }) => last_login ?? created_at);
  return html`<h2 id="users-title">Users</h2>
    ${users.length === 0 ? html`<p>There is no user yet.</p>` : undefined} ${shown.map((user) => card(tenant, user))}
    ${others(users.length - shown.length, "other user")}`;
}

function card(tenant: Tenant, user: StoredUser): Html {
  const sessions = tenant.sessions.of(user.user_id);
  const tokens = tenant.refreshTokens.matching({ user_id: user.user_id });
  const id = idOf("user", user.user_id);
  const blocked = user.blocked ? html` <strong class="bad">blocked</strong>` : undefined;
  const email = user.email === undefined ? undefined : html`${name(user.email)}, `;
  return html`<article id="${id}" tabindex="-1" aria-labelledby="${id}-name">
    <h3 id="${id}-name">${name(nameOf(user))}</h3>
    <p>${email}<code>${user.user_id}</code>${blocked}</p>
    <form method="post" action="sign-in">
      <input type="hidden" name="user" value="${user.user_id}" />
      <label>Device <input name="device" value="Phone" required maxlength="500" /></label>
      <button>Sign in${hidden(` ${nameOf(user)}`)}</button>
    </form>
    <h4>${counted(sessions.length, "session")}</h4>
    <ul>
      ${latest(sessions, SHOWN_OF_EACH, ({ authenticated_at }) => authenticated_at).map((session) =>
        sessionItem(user, session),
      )}
    </ul>
    ${others(sessions.length - SHOWN_OF_EACH, "other session")}
    <h4>${counted(tokens.length, "refresh token")}</h4>
    <ul>
      ${latest(tokens, SHOWN_OF_EACH, ({ created_at }) => created_at).map((token) => tokenItem(tenant, user, token))}
    </ul>
    ${others(tokens.length - SHOWN_OF_EACH, "other refresh token")}
  </article>`;
}

function sessionItem(user: StoredUser, session: StoredSession): Html {
  const { id, device, authenticated_at, expires_at, idle_expires_at, authentication, actor } = session;
  const until = expires_at < idle_expires_at ? expires_at : idle_expires_at;
  const factor = authentication.methods.some(({ name }) => name === "mfa") ? ", second factor given" : "";
  const delegate = actor && html`, for ${name(actor.sub)}`;
  const item = idOf("session", id);
  const what = ` ${nameOf(user)}'s session on ${device.last_user_agent}`;
  return html`<li id="${item}">
    <div>
      <strong>${name(device.last_user_agent)}</strong> <code>${id}</code>
      <p id="${item}-details">
        From ${device.last_ip}, signed in ${moment(authenticated_at)}, until ${moment(until)}${factor}${delegate}
      </p>
    </div>
    <form method="post" action="end-session">
      <input type="hidden" name="session" value="${id}" />
      <button aria-describedby="${item}-details">End${hidden(what)}</button>
    </form>
  </li>`;
}

function tokenItem(tenant: Tenant, user: StoredUser, token: RefreshToken): Html {
  const { id, device, client_id, session_id, rotating, last_exchanged_at, created_at } = token;
  const application = tenant.clients.find(client_id)?.name ?? client_id;
  const session = session_id === null ? "of no session" : html`of session <code>${session_id}</code>`;
  const kind = [tenant.refreshTokens.isOnline(id) ? "online" : "offline", ...(rotating ? ["rotating"] : [])].join(", ");
  const used = last_exchanged_at
    ? html`last exchanged ${moment(last_exchanged_at)}`
    : html`issued ${moment(created_at)}`;
  const item = idOf("token", id);
  const what = ` ${nameOf(user)}'s refresh token on ${device.last_user_agent}`;
  return html`<li id="${item}">
    <div>
      <strong>${name(device.last_user_agent)}</strong> <code>${id}</code>
      <p id="${item}-details">For ${name(application)}, ${kind}, ${used}, ${session}</p>
    </div>
    <form method="post" action="revoke-refresh-token">
      <input type="hidden" name="token" value="${id}" />
      <button aria-describedby="${item}-details">Revoke${hidden(what)}</button>
    </form>
  </li>`;
}

/** For those who hear the button's name alone. */
function hidden(text: string): Html {
  return html`<span class="heard">${text}</span>`;
}

function others(count: number, what: string): Html | undefined {
  return count > 0 ? html`<p>… and ${counted(count, what)}.</p>` : undefined;
}

/** No more than so many, those with the latest dates, in the order in which they were. */
function latest<Item>(items: Item[], count: number, dateOf: (item: Item) => string): Item[] {
  if (items.length <= count) return items;
  const dates = items.map(dateOf).sort();
  const bound = dates[dates.length - count]!;
  return items.filter((item) => dateOf(item) >= bound).slice(-count);
}

/** Whatever an identifier consists of: without blanks, and never the same for two kinds of things. */
function idOf(kind: string, identifier: string): string {
  return `${kind}-${Buffer.from(identifier).toString("base64url")}`;
}
