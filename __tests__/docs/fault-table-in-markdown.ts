import { faultTable, outcomes, type Cell, type Outcome } from "../end-to-end/fault-table";
import { inMarkdown } from "./table-in-markdown";

/** What the faults come to, and what that means, as two tables of `docs/policy.md`. */
export function faultTableInMarkdown(): string {
  const faults = inMarkdown(
    [
      "What goes wrong",
      "`POST /oauth/token`",
      "`GET /users/{id}/sessions`, `GET /users/{id}/refresh-tokens`, any page",
      "`DELETE /sessions/{id}`, `POST /sessions/{id}/revoke`",
    ],
    faultTable.map(({ name, token, list, end }) => [name, ...[token, list, end].map(describeCell)]),
  );
  const meanings = inMarkdown(
    [
      "Outcome",
      "The login, `allow-login`",
      "The login, `deny-login`",
      "The session over the limit",
      "`event`",
      "What heals it",
    ],
    outcomes.map(({ name, login, session, event, heals }) => [
      name,
      login["allow-login"],
      login["deny-login"],
      session,
      describeEvent(event),
      heals,
    ]),
  );
  return `${faults}\n\n${meanings}`;
}

function describeCell({ outcome, error }: Cell): string {
  return error === undefined ? outcome.name : `${outcome.name}: \`${error}\``;
}

function describeEvent(event: Outcome["event"]): string {
  const [allowed, refused] = [event["allow-login"], event["deny-login"]];
  return allowed === refused ? `\`${allowed}\`` : `\`${allowed}\`; refused: \`${refused}\``;
}
