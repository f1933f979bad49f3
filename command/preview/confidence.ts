/** The normal distribution's 97.5th percentile: what a two-sided interval of 95 % goes by. */
const Z = 1.959964;

/**
 * Where the share of a whole lies, with a confidence of 95 %, if `hits` of `size` drawn at random have the property: Wilson's
 * score interval, which stays between 0 and 1 for small samples, too.
 */
export function confidenceInterval(hits: number, size: number): { from: number; to: number } {
  if (size === 0) return { from: 0, to: 1 };
  const share = hits / size;
  const denominator = 1 + Z ** 2 / size;
  const center = (share + Z ** 2 / (2 * size)) / denominator;
  const margin = (Z / denominator) * Math.sqrt((share * (1 - share)) / size + Z ** 2 / (4 * size ** 2));
  // The share itself is within, whatever the last binary digit says.
  return { from: Math.max(0, Math.min(share, center - margin)), to: Math.min(1, Math.max(share, center + margin)) };
}
