import { faultTable, outcomes, type Cell, type Outcome } from "../end-to-end/fault-table";

/** What the faults come to, and what that means, as two tables of `docs/policy.md`. */
export function faultTableInMarkdown(): string {
  const faults = inMarkdown(
    [
      "What goes wrong",
      "`POST /oauth/token`",
      "`GET /users/{id}/sessions`, any page",
      "`DELETE /sessions/{id}`, `POST /sessions/{id}/revoke`",
    ],
    faultTable.map(({ name, token, list, end }) => [name, ...[token, list, end].map(describeCell)]),
  );
  const meanings = inMarkdown(
    [
      "Outcome",
      "The login, `allow-login`",
      "The login, `deny-login`",
      "The session too many",
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

/** Columns are as wide as Prettier would make them. */
function inMarkdown(headings: string[], rows: string[][]): string {
  const widths = headings.map((_, column) => Math.max(...[headings, ...rows].map((row) => row[column]!.length)));
  const line = (cells: string[]) => `| ${cells.map((cell, column) => cell.padEnd(widths[column]!)).join(" | ")} |`;
  return [line(headings), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)].join("\n");
}
