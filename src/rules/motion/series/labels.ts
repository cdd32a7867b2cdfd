import type { PlannedVolume } from '../../../study/volume/plan.js';
import type { InstanceValues } from './instance-values.js';
import type { VolumeGroup } from './series-runs.js';
import { members, type Shells } from './shells.js';

const ROLES = ['M0', 'label', 'control'] as const;
type Role = (typeof ROLES)[number];

/** PS3.3 C.8.13.5.14, ASL Context. */
const CONTEXTS: Readonly<Record<string, Role>> = { LABEL: 'label', CONTROL: 'control', M_ZERO_SCAN: 'M0' };

/** What the volume is by its frames, else by its comment or the words of its image type. */
function roleOf(values: InstanceValues, plan: PlannedVolume): Role | undefined {
  const contexts = plan.slices.map(({ instance, frame }) => values.frames(instance).contexts?.[frame]);
  const [context] = contexts;
  if (context && contexts.every((each) => each === context)) return CONTEXTS[context];
  const comment = values.texts('ImageComments', plan).join(' ');
  const type = values.separator('ImageType', plan);
  return roleIn(comment) ?? (type === undefined ? undefined : roleIn(String(type)));
}

function roleIn(text: string): Role | undefined {
  if (/(^|[^A-Z])(M0|M_ZERO)/i.test(text)) return 'M0';
  // Control is asked for first: `control (unlabelled)`.
  if (/control/i.test(text)) return 'control';
  return /label|(^|[^A-Z])tag/i.test(text) ? 'label' : undefined;
}

/**
 * Label, control and M0 of a run, in time order. Where the headers do not say which is which, labelled and unlabelled
 * volumes take turns: the first of each pair and the second are groups; of an odd number the first is apart.
 * @param isOrdered whether the order in time is known: without it nobody knows whose turn it is
 */
export function labelsOf(
  values: InstanceValues,
  volumes: readonly PlannedVolume[],
  isOrdered: boolean,
): Shells {
  const roles = volumes.map((plan) => roleOf(values, plan));
  const silent = roles.flatMap((role, at) => (role === undefined ? [at] : []));
  const turns = isOrdered && !roles.some((role) => role === 'label' || role === 'control');
  const names = roles.map((role, at) => role ?? (turns ? turnOf(silent, at) : 'role not stated'));
  const distinct = [...new Set(names)];
  const groupOf = names.map((name) => distinct.indexOf(name));
  const groups: VolumeGroup[] = distinct.map((name, number) => ({ name, members: members(groupOf, number) }));
  return { groups, groupOf };
}

function turnOf(silent: readonly number[], at: number): string {
  const turn = silent.indexOf(at);
  const odd = silent.length % 2;
  if (odd === 1 && turn === 0) return 'first volume';
  return (turn - odd) % 2 === 0 ? 'first of pair' : 'second of pair';
}
