import type { VolumeTrustFacts } from './facts.js';
import type { TrustThresholds } from './thresholds.js';

/**
 * The correlation with the reference below which a volume of a group has another contrast. What the group reaches is
 * the decorrelation of the better quarter of its volumes: the median would follow a change half-way through the run.
 * @param others the group's volumes but the reference
 * @param noiseDecorrelation see `GroupTrustFacts`
 */
export function contrastLimit(
  others: readonly VolumeTrustFacts[],
  { leastCorrelation, timesTypicalDecorrelation, harmlessDecorrelation }: TrustThresholds,
  noiseDecorrelation?: number,
): number {
  if (timesTypicalDecorrelation === undefined) return leastCorrelation;
  const reached = others
    .filter(({ fault, correlation }) => !fault && Number.isFinite(correlation))
    .map(({ correlation }) => 1 - correlation)
    .sort((a, b) => a - b);
  const best = reached[Math.floor((reached.length - 1) / 4)] ?? 0;
  const noise = noiseDecorrelation !== undefined && noiseDecorrelation >= 0 ? noiseDecorrelation : best;
  const most = Math.max(harmlessDecorrelation, timesTypicalDecorrelation * Math.min(best, noise));
  return Math.max(leastCorrelation, 1 - most);
}
