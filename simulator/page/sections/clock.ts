import type { Tenant } from "../../tenant/tenant";
import { html, type Html } from "../html";
import { moment, span } from "../words";

const HOUR = 60 * 60 * 1000;
const STEPS = [
  { label: "1 hour later", milliseconds: HOUR },
  { label: "1 day later", milliseconds: 24 * HOUR },
  { label: "7 days later", milliseconds: 7 * 24 * HOUR },
];

/** The tenant's time, and buttons that move it. */
export function clockSection({ clock }: Tenant): Html {
  const ahead = clock.ahead === 0 ? "as on this machine" : `${span(clock.ahead)} ahead of this machine`;
  const buttons = STEPS.map(
    ({ label, milliseconds }) => html`<button name="milliseconds" value="${milliseconds}">${label}</button>`,
  );
  return html`<h2 id="clock-title">Clock</h2>
    <p>${moment(clock.present())} UTC, ${ahead}</p>
    <form method="post" action="pass-time">${buttons}</form>`;
}
