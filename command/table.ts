import Table from "cli-table3";

const NO_LINES_BETWEEN_ROWS = { mid: "", "left-mid": "", "mid-mid": "", "right-mid": "" };

export function tableInText(head: string[], rows: readonly string[][]): string {
  const table = new Table({ head, style: { head: [], border: [] }, chars: NO_LINES_BETWEEN_ROWS });
  table.push(...rows);
  return table.toString();
}
