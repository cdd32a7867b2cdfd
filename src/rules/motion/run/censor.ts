import { isMeasured } from '../trust/judge-trust.js';
import type { RunFacts } from './facts.js';

/**
 * What becomes of a volume when the run is censored: `kept`, or taken out because it moved (`over` the limit), because
 * it is not known whether it moved (`unknown`), or because it was held against nothing (`alone`).
 */
export type Censoring = 'kept' | 'over' | 'unknown' | 'alone';

/**
 * Censors the volumes of a run by framewise displacement (Power et al. 2012): a volume with more than the limit is
 * taken out. A volume whose displacement is not known is never kept; the first of a group, which has none, is.
 * @returns undefined where nothing can be said: no limit, no order in time, or a run that was not measured
 */
export function censoring({ volumes, trust, order, censor }: RunFacts): Censoring[] | undefined {
  if (!censor || order === 'unknown' || trust.unmeasurable) return undefined;
  return volumes.map(({ hasPrevious, fdPowerMm, fdJenkinsonMm }, i) => {
    const of = trust.volumes[i];
    if (!of || !isMeasured(of)) return of?.state === 'alone' ? 'alone' : 'unknown';
    if (!hasPrevious) return 'kept';
    const fdMm = censor.measure === 'power' ? fdPowerMm : fdJenkinsonMm;
    if (Number.isNaN(fdMm)) return 'unknown';
    return fdMm > censor.fdMm ? 'over' : 'kept';
  });
}
