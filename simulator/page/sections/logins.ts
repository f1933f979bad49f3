import type { ActionExecution } from "../../actions/post-login";
import type { Activity, PastLogin } from "../../activity";
import type { Tenant } from "../../tenant/tenant";
import { describeCommand } from "../describe-command";
import { html, type Html } from "../html";
import { moment, name, nameOf } from "../words";

const SHOWN = 30;

/** The latest logins, each with what its Actions decided and wrote. */
export function loginsSection(tenant: Tenant, { logins }: Activity): Html {
  return html`<h2 id="logins-title">Logins</h2>
    ${logins.length === 0 ? html`<p>Nobody has logged in yet.</p>` : undefined}
    <div role="log" aria-labelledby="logins-title">
      <ol>
        ${logins.slice(0, SHOWN).map((login) => loginItem(tenant, login))}
      </ol>
    </div>`;
}

function loginItem(tenant: Tenant, { number, at, flow, user, outcome }: PastLogin): Html {
  const stored = user === undefined ? undefined : tenant.users.find(user);
  const who = user === undefined ? "somebody unknown" : name(stored ? nameOf(stored) : user);
  const result =
    outcome.outcome === "signed in"
      ? html`<strong class="good">signed in</strong>`
      : html`<strong class="bad">denied</strong>: ${name(outcome.reason ?? "no reason")}`;
  const session = outcome.session && html`, session <code>${outcome.session.id}</code>`;
  return html`<li id="login-${number}">
    <p>${moment(at)} ${flow} of ${who}: ${result}${session}</p>
    ${outcome.executions.length === 0 ? html`<p>No Action ran.</p>` : outcome.executions.map(execution)}
  </li>`;
}

function execution({ action, duration, commands, logs, error }: ActionExecution): Html {
  const decided =
    commands.length === 0
      ? html`<p>It left the login as it is.</p>`
      : html`<p>It asked of the login:</p>
          <ul>
            ${commands.map((command) => html`<li>${describeCommand(command)}</li>`)}
          </ul>`;
  return html`<div class="execution">
    <p>Action <strong>${name(action)}</strong>, ${Math.round(duration)} ms</p>
    ${error === undefined ? decided : html`<pre class="bad">${error}</pre>`}
    ${
      logs.length === 0
        ? undefined
        : html`<p>It wrote:</p>
            <pre>${logs.join("\n")}</pre>`
    }
  </div>`;
}
