import * as Plot from "@observablehq/plot";
import { parseHTML } from "linkedom";
import { type Contestant, CONTESTANTS } from "./contestants/contestants";

export interface LineChart {
  /** The label of the horizontal axis. Its numbers are evenly spaced, however far apart they are. */
  x: string;
  y: { label: string; scale: "linear" | "log" };
  points: Point[];
}

export interface Point {
  x: number;
  y: number;
  /** The contestant whose line the point is on. */
  line: Contestant;
}

const COLORS: Record<Contestant, string> = { article: "#c2410c", ours: "#2563eb", bound: "#6b7280" };

/** An SVG document that is readable on both a white and a dark page. */
export function lineChart({ x, y, points }: LineChart): string {
  // Its types are a browser's, which this project does not load.
  const { document } = parseHTML("<html></html>") as unknown as { document: never };
  const lines = CONTESTANTS.filter((contestant) => points.some(({ line }) => line === contestant));
  const format = (value: number) => value.toLocaleString("en-US");
  const chart = Plot.plot({
    document,
    width: 640,
    height: 340,
    marginLeft: 60,
    marginRight: 80,
    marginBottom: 40,
    style: { background: "white", color: "black", fontSize: "12px" },
    x: { type: "point", label: x, labelAnchor: "center", labelArrow: "none", tickFormat: format },
    y: {
      type: y.scale,
      label: y.label,
      labelArrow: "none",
      grid: true,
      ticks: 5,
      tickFormat: format,
      nice: true,
      zero: y.scale === "linear",
    },
    color: { domain: [...CONTESTANTS], range: CONTESTANTS.map((contestant) => COLORS[contestant]) },
    marks: [
      Plot.line(points, { x: "x", y: "y", stroke: "line", sort: "x", marker: "dot" }),
      ...lines.map((line, index) =>
        Plot.text([line], {
          frameAnchor: "top-right",
          textAnchor: "start",
          dx: 16,
          dy: 18 * index,
          fill: () => line,
          fontWeight: "bold",
        }),
      ),
    ],
  }) as unknown as { outerHTML: string; setAttribute(name: string, value: string): void };
  chart.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  return `${chart.outerHTML}\n`;
}
