import type { Visit } from '../trial/trial.js';
import type { MissingSeries } from './visit-plan.js';

/** How many series of each modality. */
export type SeriesCounts = Readonly<Record<string, number>>;

/** How many of a modality; names of the prototype, as `constructor`, are no modalities. */
function countOf(counts: SeriesCounts, modality: string): number {
  return Object.hasOwn(counts, modality) ? (counts[modality] ?? 0) : 0;
}

/** Series of several studies together. */
export function sumOfSeries(studies: readonly SeriesCounts[]): SeriesCounts {
  const sum = new Map<string, number>();
  for (const counts of studies) {
    for (const [modality, count] of Object.entries(counts))
      sum.set(modality, (sum.get(modality) ?? 0) + count);
  }
  return Object.fromEntries(sum);
}

/** Series of one study that came more than once: a re-sent part does not make the whole smaller. */
export function mostSeries(one: SeriesCounts, other: SeriesCounts): SeriesCounts {
  const modalities = [...Object.keys(one), ...Object.keys(other)];
  return Object.fromEntries(
    modalities.map((modality) => [modality, Math.max(countOf(one, modality), countOf(other, modality))]),
  );
}

/**
 * Expected series that are too few, by modality in the order of the schedule. What one entry lacks cannot be told from
 * what another of its modality has, so they are counted together; optional entries ask for nothing.
 */
export function missingSeries(visit: Visit | undefined, found: SeriesCounts): MissingSeries[] {
  const wanted = new Map<string, { names: string[]; expected: number }>();
  for (const { name, modality, count = 1, optional } of visit?.expectedSeries ?? []) {
    if (optional) continue;
    const entry = wanted.get(modality) ?? { names: [], expected: 0 };
    wanted.set(modality, { names: [...entry.names, name], expected: entry.expected + count });
  }
  return [...wanted]
    .map(([modality, entry]) => ({ modality, ...entry, found: countOf(found, modality) }))
    .filter((entry) => entry.found < entry.expected);
}
