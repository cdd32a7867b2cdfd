import type { Known, SeriesView } from '../series-view.js';
import { ABSENT, largest, numbers, unknown } from './derive.js';

/** b-values of at least this share of the highest are its shell: scanners state what acted, not what was planned. */
const SHELL_SHARE = 0.95;
/** Directions closer than this, or closer to opposite, are one: 1°. */
const SAME_COSINE = Math.cos(Math.PI / 180);

type Direction = readonly [number, number, number];

/** A direction, and the b-value it was applied with. */
interface Gradient {
  readonly b: number;
  readonly direction: string;
}

/**
 * Number of distinct gradient directions at the highest b-value of a series. Opposite directions weigh diffusion alike
 * and count once; a zero vector, which scanners write for trace images, is none.
 */
export function directionCount(view: SeriesView): Known {
  const bs = bValuesOf(view);
  const highest = largest(bs);
  if (bs.length === 0 || highest <= 0) return ABSENT;
  const stated = view.separator('DiffusionGradientOrientation').map(({ value }) => String(value));
  if (stated.length === 0) return unknown('no gradient direction is stated');
  const isShell = (b: number): boolean => b >= SHELL_SHARE * highest;
  // A direction is only read where b is above 0: with one shell all of them are of it.
  const all = countDistinct(stated);
  // One direction alone tells no volumes apart; it is that of the highest b-value as of the others.
  if (all <= 1 || bs.every((b) => b === 0 || isShell(b))) return numbers(all);
  const gradients = byInstance(view) ?? byVolume(view);
  if (!gradients) return unknown('which direction goes with which b-value cannot be told');
  return numbers(countDistinct(gradients.flatMap(({ b, direction }) => (isShell(b) ? [direction] : []))));
}

function bValuesOf(view: SeriesView): number[] {
  return view.separator('DiffusionBValue').flatMap(({ value }) => (typeof value === 'number' ? [value] : []));
}

/** Where every instance has one b-value and one direction at most; undefined where it has several. */
function byInstance(view: SeriesView): Gradient[] | undefined {
  const bOf = new Map<number, number>();
  for (const { value, instances } of view.separator('DiffusionBValue')) {
    for (const instance of instances) {
      if (bOf.has(instance)) return undefined;
      bOf.set(instance, Number(value));
    }
  }
  return view
    .separator('DiffusionGradientOrientation')
    .flatMap(({ value, instances }) =>
      instances.flatMap((instance) => ({ b: bOf.get(instance) ?? 0, direction: String(value) })),
    );
}

/** Where the volumes are told apart by both; undefined where they are not. */
function byVolume(view: SeriesView): Gradient[] | undefined {
  const gradients: Gradient[] = [];
  for (const { separatedBy, separators } of view.volumes()) {
    const { DiffusionBValue: b, DiffusionGradientOrientation: direction } = separators;
    if (!separatedBy.includes('DiffusionBValue') || b === undefined) return undefined;
    if (!separatedBy.includes('DiffusionGradientOrientation')) return undefined;
    if (direction !== undefined) gradients.push({ b: Number(b), direction: String(direction) });
  }
  return gradients;
}

function countDistinct(stated: readonly string[]): number {
  const found: Direction[] = [];
  for (const text of new Set(stated)) {
    const direction = unitVector(text);
    if (direction && !found.some((known) => Math.abs(cosine(known, direction)) > SAME_COSINE)) {
      found.push(direction);
    }
  }
  return found.length;
}

function unitVector(text: string): Direction | undefined {
  const [x = 0, y = 0, z = 0] = text.split('\\').map(Number);
  const length = Math.hypot(x, y, z);
  return length > 0 ? [x / length, y / length, z / length] : undefined;
}

function cosine(a: Direction, b: Direction): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}
