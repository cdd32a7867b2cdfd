import type { Probe } from '../../../study/probe/probe.js';
import { attribute } from '../../protocol/derived/readings.js';
import type { SeriesView } from '../../protocol/series-view.js';

const DIRECTION = attribute('InPlanePhaseEncodingDirection');

/** What has to be read for {@link phaseAxisOf}. */
export const PHASE_PROBES: readonly Probe[] = [DIRECTION];

/** Axis of the image along which phase is encoded; undefined where the images differ or do not say. */
export function phaseAxisOf(view: SeriesView): 'i' | 'j' | undefined {
  const [only, ...others] = view.readings(DIRECTION);
  if (others.length > 0 || only?.reading.state !== 'value') return undefined;
  // PS3.3 C.8.3.1: ROW is phase encoded along rows, COL along columns; C.8.13.5.3 writes COLUMN, and OTHER.
  const direction = only.reading.texts[0]?.trim().toUpperCase();
  if (direction === 'ROW') return 'i';
  return direction === 'COL' || direction === 'COLUMN' ? 'j' : undefined;
}
