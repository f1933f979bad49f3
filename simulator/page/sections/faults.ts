import type { Faults, FaultyRoute, InjectedFault } from "../../faults/faults";
import { ENDPOINTS, FAULT_CHOICES } from "../fault-choices";
import { html, type Html } from "../html";

/** What is broken, and a form that breaks more. */
export function faultsSection(faults: Faults): Html {
  const broken = faults.list();
  return html`<h2 id="faults-title">Faults</h2>
    <form method="post" action="break-endpoint">
      <label>Endpoint <input name="endpoint" list="endpoints" value="${ENDPOINTS[0]}" required /></label>
      <datalist id="endpoints">${ENDPOINTS.map((endpoint) => html`<option value="${endpoint}"></option>`)}</datalist>
      <label
        >Fault
        <select name="fault">
          ${Object.keys(FAULT_CHOICES).map((choice) => html`<option>${choice}</option>`)}
        </select>
      </label>
      <label>Times <input name="times" type="number" min="1" max="1000000" value="1" required /></label>
      <button>Break</button>
    </form>
    ${broken.length === 0 ? html`<p>Every endpoint works.</p>` : listed(broken)}`;
}

function listed(broken: (FaultyRoute & InjectedFault)[]): Html {
  return html`<ul>
      ${broken.map(faultItem)}
    </ul>
    <form method="post" action="mend"><button>Mend everything</button></form>`;
}

function faultItem({ method, path, fault, times = 1, after = 0, occurrences }: FaultyRoute & InjectedFault): Html {
  const what = fault.kind === "status" ? `status ${fault.status}` : fault.kind;
  const of = times === Infinity ? "" : ` of ${times}`;
  const passing = after > 0 ? `, after ${after} that pass` : "";
  return html`<li><code>${method} ${String(path)}</code>: ${what}, met ${occurrences}${of}${passing}</li>`;
}
