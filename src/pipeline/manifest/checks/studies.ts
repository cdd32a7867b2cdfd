import { type Finding, finding } from '../../../findings/finding.js';
import type { ManifestContext } from '../context.js';

/** Series Instance UIDs that stand in more than one study. */
export function seriesInSeveralStudies({ delivery }: ManifestContext): Finding[] {
  const studiesOf = new Map<string, number>();
  for (const { series } of delivery.studies) {
    for (const { seriesUID } of series) studiesOf.set(seriesUID, (studiesOf.get(seriesUID) ?? 0) + 1);
  }
  return [...studiesOf]
    .filter(([seriesUID, count]) => seriesUID !== '' && count > 1)
    .map(([seriesUID, count]) =>
      finding('series-in-several-studies', { subject: { seriesUID }, params: { count } }),
    );
}
