import type { TimePoint } from '../judgement.js';
import type { DiseaseSeen } from './counted.js';

/**
 * Whether disease is seen at a visit; undefined where that is not known, because targets or new lesions were not
 * evaluated. False where no lesion that was looked at is there any more: a partial response by Eisenhauer 2009,
 * Table 1, row 3 (targets gone, non-targets not evaluated) is no disease that came back after a complete response.
 * `marker`: every lesion is gone, and a tumour marker above normal alone keeps it from being complete (4.3.3).
 */
export function seesDisease({
  target,
  nonTarget,
  newLesion,
  reappeared,
  decisions,
}: Pick<TimePoint, 'target' | 'nonTarget' | 'newLesion' | 'reappeared' | 'decisions'>): DiseaseSeen {
  if (reappeared.length > 0 || newLesion === 'YES') return true;
  if (target === 'NE' || newLesion === 'NE') return undefined;
  const isGone = target === 'CR' || target === 'NONE';
  const isMarker = decisions.some(({ step, rule }) => step === 'non-target' && rule === 'marker-above');
  if (isGone && isMarker) return 'marker';
  return !(isGone && nonTarget !== 'PD' && nonTarget !== 'NON-CR/NON-PD');
}
