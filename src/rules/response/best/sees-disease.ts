import type { TimePoint } from '../judgement.js';

/**
 * Whether disease is seen at a visit; undefined where that is not known, because targets or new lesions were not
 * evaluated. False where no lesion that was looked at is there any more: a partial response by Eisenhauer 2009,
 * Table 1, row 3 (targets gone, non-targets not evaluated) is no disease that came back after a complete response.
 */
export function seesDisease({
  target,
  nonTarget,
  newLesion,
  reappeared,
}: Pick<TimePoint, 'target' | 'nonTarget' | 'newLesion' | 'reappeared'>): boolean | undefined {
  if (reappeared.length > 0 || newLesion === 'YES') return true;
  if (target === 'NE' || newLesion === 'NE') return undefined;
  const isGone = target === 'CR' || target === 'NONE';
  return !(isGone && nonTarget !== 'PD' && nonTarget !== 'NON-CR/NON-PD');
}
