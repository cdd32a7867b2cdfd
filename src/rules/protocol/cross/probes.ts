import type { Probe } from '../../../study/probe/probe.js';
import type { Cross } from '../compiled.js';
import { DERIVED } from '../derived/derived.js';
import { TIME_PROBES } from '../derived/time.js';
import { CONTRAST_PROBES } from './contrast-start.js';
import { ENCODING } from './paired.js';

/** What has to be read for a rule between series. */
export function crossProbes(rule: Cross): readonly Probe[] {
  switch (rule.kind) {
    case 'same':
      return rule.quantities.flatMap(({ probes }) => probes);
    case 'interval':
      return [...TIME_PROBES, ...(rule.since === 'contrast' ? CONTRAST_PROBES : [])];
    case 'paired':
      return [
        ...TIME_PROBES,
        ...(rule.opposite ? ENCODING : []).flatMap((name) => DERIVED.get(name)?.probes ?? []),
      ];
    case 'order':
      return TIME_PROBES;
    case 'covers':
      return [];
  }
}
