import type { LeftOutReason, TimeSeries } from '../../rules/motion/series/time-series.js';
import { LEFT_OUT_REASONS } from './reasons.js';

type LeftOut = TimeSeries['leftOut'];

/** Volumes that are left out because something is wrong with them; images of phase and derived ones are not meant. */
export function lostVolumes(leftOut: LeftOut): LeftOut {
  return leftOut.filter(({ reason }) => reason !== 'phase-image' && reason !== 'derived-image');
}

/** What was left out and why, for people. */
export function leftOutTexts(leftOut: LeftOut): string[] {
  const byReason = new Map<LeftOutReason, number>();
  for (const { reason } of leftOut) byReason.set(reason, (byReason.get(reason) ?? 0) + 1);
  return [...byReason].map(
    ([reason, count]) =>
      `left out: ${count} ${count === 1 ? 'volume' : 'volumes'} (${LEFT_OUT_REASONS[reason]})`,
  );
}
