import type { InstanceTable } from '../../study/instance-table.js';
import type { PlannedVolume } from '../../study/volume/plan.js';

/** Numbers for people, runs of them joined: `3, 5–9, 12`; after `most` parts the rest is only counted. */
export function numberList(numbers: readonly number[], most = 12): string {
  const parts: [number, number][] = [];
  for (const number of [...numbers].sort((a, b) => a - b)) {
    const last = parts.at(-1);
    if (last && last[1] === number - 1) last[1] = number;
    else parts.push([number, number]);
  }
  const shown = parts
    .slice(0, most)
    .map(([from, to]) => (from === to ? `${from}` : to === from + 1 ? `${from}, ${to}` : `${from}–${to}`));
  const rest = parts.slice(most).reduce((sum, [from, to]) => sum + to - from + 1, 0);
  return rest > 0 ? `${shown.join(', ')} and ${rest} more` : shown.join(', ');
}

/** Volumes that have no number in a run, by the Instance Number, or the frame from 1, of their first slice. */
export function beginnings(plans: readonly PlannedVolume[], instances: InstanceTable): string {
  const starts = plans.flatMap(({ slices: [first] }) => first ?? []);
  const isFrames = starts.some(({ instance, tile }) => {
    return tile === undefined && instances.frameRows(instance).count > 1;
  });
  const numbers = starts.flatMap(({ instance, frame }) =>
    isFrames ? frame + 1 : (instances.instanceNumber(instance) ?? []),
  );
  const what = isFrames ? 'frames' : 'images';
  return numbers.length === starts.length
    ? `those with ${what} ${numberList(numbers)}`
    : `those with images that have no number`;
}
