import { STILL_PROBES } from '../../rules/motion/image/still-images.js';
import { PHANTOM_PROBES } from '../../rules/motion/phantom/phantom-sets.js';
import { TIME_SERIES_PROBES } from '../../rules/motion/series/time-series.js';
import { PET_PROBE } from '../../rules/protocol/derived/pet-readings.js';
import { VIEW_PROBES } from '../../rules/protocol/view/study-views.js';
import { type Probe, probeKey } from '../../study/probe/probe.js';
import type { ScanNeeds } from '../scan/delivered.js';
import type { LoadedTrial } from '../trial/load-trial.js';
import type { LoadedLimits } from './load-limits.js';
import { phantomAttributes } from './phantoms/recognise.js';
import { FILTER_PROBES } from './series-filter.js';

/** What `qc-motion` wants of a scan. @param trial the one that tells phantoms from people, where one was given */
export function qcMotionNeeds(limits: LoadedLimits, trial: LoadedTrial | undefined): ScanNeeds {
  return { further: phantomAttributes(trial), probes: probesOf(limits) };
}

/** Everything that series, their limits and the filter are told by; each once. */
function probesOf(loaded: LoadedLimits): readonly Probe[] {
  const asked = loaded.kind === 'protocol' ? loaded.protocol.protocol.probes : [];
  const own = [...VIEW_PROBES, ...TIME_SERIES_PROBES, ...STILL_PROBES, ...FILTER_PROBES];
  const phantoms = declaredKinds(loaded);
  const theirs = [
    ...(phantoms.length > 0 ? PHANTOM_PROBES : []),
    ...(phantoms.some((kind) => kind.startsWith('pet')) ? [PET_PROBE] : []),
  ];
  const all = [...own, ...theirs, ...asked];
  return [...new Map(all.map((probe) => [probeKey(probe), probe])).values()];
}

/** Kinds of phantoms that limits or a protocol declare. */
function declaredKinds(loaded: LoadedLimits): string[] {
  const declared =
    loaded.kind === 'limits'
      ? [loaded.limits.phantom]
      : loaded.protocol.protocol.entries.map(({ phantom }) => phantom);
  return declared.flatMap((phantom) => phantom?.spec.kind ?? []);
}
