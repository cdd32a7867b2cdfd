import type { PlannedVolume } from '../../../study/volume/plan.js';
import type { InstanceValues } from './instance-values.js';
import { B_ZERO } from './kind.js';
import type { VolumeGroup } from './series-runs.js';

/** b-values within this of the next one down are of its shell: scanners state what acted, not what was planned. */
const SHELL_SHARE = 0.05;
/** They also are where they differ by no more than this: s/mm². */
const SHELL_STEP = 25;
/** A shell is named by a multiple of this: s/mm². */
const NAMED_TO = 5;

/** Volumes of one b-value, about; group by group with the lowest first. */
export interface Shells {
  readonly groups: readonly VolumeGroup[];
  readonly groupOf: readonly number[];
}

function bValueOf(values: InstanceValues, plan: PlannedVolume): number | undefined {
  const b = values.separator('DiffusionBValue', plan);
  return typeof b === 'number' && b >= 0 ? b : undefined;
}

/**
 * Shells of a diffusion run; those of b = 0 are one, and volumes that state no b-value another, since nothing tells
 * what they may be held against.
 */
export function shellsOf(values: InstanceValues, volumes: readonly PlannedVolume[]): Shells {
  const bs = volumes.map((plan) => bValueOf(values, plan));
  const rising = [...new Set(bs.filter((b) => b !== undefined))].sort((a, b) => a - b);
  const shells: number[][] = [];
  for (const b of rising) {
    const shell = shells.at(-1);
    const previous = shell?.at(-1);
    if (shell && previous !== undefined && isSameShell(previous, b)) shell.push(b);
    else shells.push([b]);
  }
  const numberOf = new Map(shells.flatMap((shell, number) => shell.map((b) => [b, number] as const)));
  const groupOf = bs.map((b) => (b === undefined ? shells.length : (numberOf.get(b) ?? shells.length)));
  const groups = shells.map((shell, number) => shellGroup(shell, { bs, number, groupOf }));
  const unstated = members(groupOf, shells.length);
  if (unstated.length > 0) groups.push({ name: 'b not stated', members: unstated });
  return { groups, groupOf };
}

function isSameShell(lower: number, b: number): boolean {
  if (b <= B_ZERO) return true;
  return lower > B_ZERO && (b - lower <= SHELL_SHARE * b || b - lower <= SHELL_STEP);
}

function shellGroup(
  shell: readonly number[],
  {
    bs,
    number,
    groupOf,
  }: { bs: readonly (number | undefined)[]; number: number; groupOf: readonly number[] },
): VolumeGroup {
  const own = members(groupOf, number);
  const isZero = (shell[0] ?? 0) <= B_ZERO;
  const sorted = own.map((at) => bs[at] ?? 0).sort((a, b) => a - b);
  const median = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
  const bValue = isZero ? 0 : Math.round(median / NAMED_TO) * NAMED_TO;
  return { name: `b = ${bValue} s/mm²`, bValue, members: own };
}

/** Numbers of the volumes of a group. */
export function members(groupOf: readonly number[], number: number): number[] {
  return groupOf.flatMap((group, at) => (group === number ? [at] : []));
}

/** Whether a weighted volume has no direction where others of the run have one: a mean over directions. */
export function isTrace(values: InstanceValues, plan: PlannedVolume): boolean {
  const b = bValueOf(values, plan);
  if (b === undefined || b <= B_ZERO) return false;
  // PS3.3 C.8.13.5.9: ISOTROPIC is weighted in no direction.
  const stated = plan.slices.map(({ instance, frame }) => values.frames(instance).directionality?.[frame]);
  if (stated.every((word) => word === 'ISOTROPIC')) return true;
  const directions = values.view.separator('DiffusionGradientOrientation').map(({ value }) => String(value));
  if (!directions.some(isDirection)) return false;
  // Philips and GE write a zero vector where there is no direction, others nothing.
  const own = values.separator('DiffusionGradientOrientation', plan);
  if (own !== undefined) return !isDirection(String(own));
  return plan.separatedBy.includes('DiffusionGradientOrientation');
}

function isDirection(text: string): boolean {
  return text.split('\\').some((part) => Number(part) !== 0);
}
