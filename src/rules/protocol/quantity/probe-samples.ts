import type { Observed, Probe } from '../../../study/probe/probe.js';
import type { Known, Sample, SeriesView } from '../series-view.js';

/** What a probe read in a series, one sample for each reading, most frequent first; a given value goes before it. */
export function probeSamples(view: SeriesView, name: string, probe: Probe): readonly Sample[] {
  const given = view.given?.(name);
  if (given) return [{ value: known(given), instances: [] }];
  const samples = view
    .readings(probe)
    .map(({ reading, instances }) => ({ value: known(reading), instances }));
  return samples.length > 0 ? samples : [{ value: { state: 'absent' }, instances: [] }];
}

function known(reading: Observed['reading']): Known {
  return reading.state === 'bundle' ? { state: 'unreadable' } : reading;
}
