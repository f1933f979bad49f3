import type { Activity, PastCall } from "../../activity";
import type { Tenant } from "../../tenant/tenant";
import type { Traffic } from "../../traffic";
import { html, type Html } from "../html";
import { RATE_LIMIT_CHOICES } from "../rate-limit-choices";
import { moment, name } from "../words";

const SHOWN = 50;

/** The latest calls of the Management API and for its tokens, and how many more it would take now. */
export function managementApiSection(tenant: Tenant, { calls }: Activity, traffic: Traffic): Html {
  const shown = calls
    .filter(({ request: { path } }) => path.startsWith("/api/v2/") || path === "/oauth/token")
    .slice(0, SHOWN);
  const choices = Object.keys(RATE_LIMIT_CHOICES).map((choice) => html`<option>${choice}</option>`);
  return html`<h2 id="management-api-title">Management API</h2>
    ${bucket(traffic)}
    <form method="post" action="limit-rate">
      <label
        >Rate limit
        <select name="limit">
          ${choices}
        </select>
      </label>
      <button>Set</button>
    </form>
    ${shown.length === 0 ? html`<p>Nobody has called it yet.</p>` : undefined}
    <ol>
      ${shown.map((call) => callItem(tenant, call))}
    </ol>`;
}

function bucket(traffic: Traffic): Html {
  const { callsLeft } = traffic;
  const { rateLimit } = traffic.settings();
  if (callsLeft === undefined || !rateLimit) return html`<p>No rate limit: it takes every call.</p>`;
  const { burst, perSecond } = rateLimit;
  return html`<p id="bucket">The token bucket has ${callsLeft} of ${burst}, and gets ${perSecond} a second.</p>
    <meter aria-labelledby="bucket" min="0" max="${burst}" low="${burst / 4}" optimum="${burst}" value="${callsLeft}">
      ${callsLeft}
    </meter>`;
}

function callItem(tenant: Tenant, { number, at, request }: PastCall): Html {
  const { method, path, query, status, clientId } = request;
  const caller = clientId && html` by ${name(tenant.clients.find(clientId)?.name ?? clientId)}`;
  return html`<li id="call-${number}">
    ${moment(at)} <code>${method} ${path}${query && `?${query}`}</code>
    <strong class="${status < 400 ? "good" : "bad"}">${status}</strong>${caller}
  </li>`;
}
