/** The normal distribution's 97.5th percentile, which a two-sided interval of 95 % uses. */
const Z = 1.959964;

/**
 * The interval in which the share of the whole lies with 95 % confidence, if `hits` of `size` items drawn at random have the
 * property. This is Wilson's score interval, which stays between 0 and 1 even for small samples.
 */
export function confidenceInterval(hits: number, size: number): { from: number; to: number } {
  if (size === 0) return { from: 0, to: 1 };
  const share = hits / size;
  const denominator = 1 + Z ** 2 / size;
  const center = (share + Z ** 2 / (2 * size)) / denominator;
  const margin = (Z / denominator) * Math.sqrt((share * (1 - share)) / size + Z ** 2 / (4 * size ** 2));
  // The interval always contains the share itself, whatever floating-point rounding does.
  return { from: Math.max(0, Math.min(share, center - margin)), to: Math.min(1, Math.max(share, center + margin)) };
}
