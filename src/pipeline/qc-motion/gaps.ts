import type { SeriesKind, TimeSeries } from '../../rules/motion/series/time-series.js';
import { lostVolumes } from './left-out.js';

/** Kinds whose volumes follow each other at one interval by design. */
const REGULAR: readonly SeriesKind[] = ['functional', 'diffusion', 'asl', 'perfusion'];
/** From one volume to the next no more than this many intervals pass. */
const MOST_INTERVALS = 1.5;

/** Numbers of the volumes of a run before which volumes are missing: they were left out, or time went by without one. */
export function gapsBefore(run: TimeSeries): ReadonlySet<number> {
  const gaps = new Set<number>();
  const lost = lostVolumes(run.leftOut).map(({ plan }) => plan);
  for (const [volume, { plan, timeS }] of run.points.entries()) {
    const before = run.points[volume - 1];
    if (!before) continue;
    const isBetween = lost.some(
      ({ stack, number }) => stack === plan.stack && number > before.plan.number && number < plan.number,
    );
    if (isBetween || isLong(run, before.timeS, timeS)) gaps.add(volume);
  }
  return gaps;
}

function isLong({ kind, intervalS }: TimeSeries, from: number | undefined, to: number | undefined): boolean {
  if (intervalS === undefined || from === undefined || to === undefined || !REGULAR.includes(kind))
    return false;
  return to - from > MOST_INTERVALS * intervalS;
}
