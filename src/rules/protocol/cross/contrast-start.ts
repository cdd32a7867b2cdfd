import { parseTime } from '../../../dicom/values/dates.js';
import type { Probe, Reading } from '../../../study/probe/probe.js';
import type { SeriesView } from '../series-view.js';

/**
 * Where a series states when the contrast agent was given: PS3.3 C.7.6.4 (Contrast/Bolus), and C.7.6.4b (Enhanced
 * Contrast/Bolus), where it stands with the administration of the first agent.
 */
export const CONTRAST_PROBES: readonly Probe[] = [
  { kind: 'attribute', path: 'ContrastBolusStartTime' },
  {
    kind: 'attribute',
    path: 'ContrastBolusAgentSequence[0].ContrastAdministrationProfileSequence[0].ContrastBolusStartTime',
  },
];

/** When the contrast injection began that a series states, seconds since midnight; or a clause that says why not. */
export function contrastStartOf(view: SeriesView): { readonly startS: number } | { readonly why: string } {
  for (const probe of CONTRAST_PROBES) {
    const readings = view.readings(probe).map(({ reading }) => reading);
    if (readings.every(({ state }) => state === 'absent' || state === 'empty')) continue;
    return oneStart(readings);
  }
  return { why: 'it does not state when contrast was given (Contrast/Bolus Start Time)' };
}

function oneStart(readings: readonly Reading[]): { readonly startS: number } | { readonly why: string } {
  const starts = new Set<number>();
  for (const reading of readings) {
    const time = reading.state === 'value' ? parseTime(reading.texts[0] ?? '') : undefined;
    if (!time) return { why: 'Contrast/Bolus Start Time is not a time in all of its images' };
    starts.add(time.hour * 3600 + time.minute * 60 + time.second + time.microsecond / 1e6);
  }
  const [startS] = starts;
  return startS === undefined || starts.size > 1
    ? { why: 'it states several starts of contrast' }
    : { startS };
}
