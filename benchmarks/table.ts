import { markdownTable } from "markdown-table";
import type { Spread } from "./spread";

/** A Markdown table that is also readable in a terminal. All columns except the first `names` are numbers. */
export function table(head: string[], rows: string[][], names = 1): string {
  return markdownTable([head, ...rows], { align: head.map((_, column) => (column < names ? "left" : "right")) });
}

const whole = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
const tenths = new Intl.NumberFormat("en-US", { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const hundredths = new Intl.NumberFormat("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 });

export function formatNumber(value: number): string {
  return value < 10 && !Number.isInteger(value) ? tenths.format(value) : whole.format(value);
}

/** The median, with the minimum and the maximum if there is more than one sample. */
export function formatSpread({ samples, minimum, median, maximum }: Spread): string {
  const range = samples === 1 ? "" : ` (${formatNumber(minimum)}–${formatNumber(maximum)})`;
  return `${formatNumber(median)}${range}`;
}

export function formatRatio(value: number, to: number): string {
  return hundredths.format(value / to);
}

export function formatShare(share: number): string {
  return `${formatNumber(100 * share)} %`;
}
