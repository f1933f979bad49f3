import Table from "cli-table3";

const NO_LINES_BETWEEN_ROWS = { mid: "", "left-mid": "", "mid-mid": "", "right-mid": "" };

/** @param columns of the terminal. Where the table is wider, each row is a list of its values. */
export function tableInText(head: string[], rows: readonly string[][], columns = process.stdout.columns): string {
  const table = new Table({ head, style: { head: [], border: [] }, chars: NO_LINES_BETWEEN_ROWS });
  table.push(...rows);
  const text = table.toString();
  return text.indexOf("\n") <= (columns ?? Infinity) ? text : rows.map((row) => listInText(head, row)).join("\n\n");
}

function listInText(head: string[], row: readonly string[]): string {
  const widest = Math.max(...head.map(({ length }) => length));
  return head.map((name, index) => `${name.padEnd(widest)}  ${row[index]}`).join("\n");
}
