import { max, median, min, quantile } from "simple-statistics";

/** How the measurements of one thing are spread, in their own unit. */
export interface Spread {
  samples: number;
  minimum: number;
  median: number;
  percentile95: number;
  maximum: number;
}

export function spreadOf(samples: number[]): Spread {
  return {
    samples: samples.length,
    minimum: min(samples),
    median: median(samples),
    percentile95: quantile(samples, 0.95),
    maximum: max(samples),
  };
}
