import type { Measured } from '../../image/image-volume.js';
import type { FoundDisc, Slice2d } from '../find/find-disc.js';
import { type TestedDisc, testDiscs } from './low-contrast-disc.js';
import { findInsert, type Insert } from './low-contrast-insert.js';
import { type ContrastMap, localContrast } from './low-contrast-map.js';
import { matchPattern } from './low-contrast-match.js';
import { type Pattern, SPOKES } from './low-contrast-pattern.js';
import { templateFit } from './low-contrast-template.js';

/** A slice of the low-contrast insert, by its number in the phantom. */
export interface LowContrastSlice {
  readonly slice: Slice2d;
  readonly disc: FoundDisc;
  readonly number: 8 | 9 | 10 | 11;
}

/** Spokes told in the low-contrast slices, and the discs that they were told by. */
export interface LowContrastResult {
  readonly spokes: Measured;
  readonly perSlice: readonly {
    readonly number: number;
    readonly spokes: number;
    readonly discs: readonly TestedDisc[];
  }[];
}

const DEGREE = Math.PI / 180;
const NUMBERS = [8, 9, 10, 11] as const;
/** The pattern is sought in the slice of highest contrast. Of no pattern the best fit is 0.15, its rivals near it. */
const LEAST_FIT = 0.25;
const LEAST_LEAD = 1.2;
/** Spoke 1 lies within this of the phantom's top: 26° from it in slice 11 of real phantoms. */
const MOST_TURN_RAD = 50 * DEGREE;
/** From slice to slice the pattern is turned by about 9°, or not at all. */
const STEPS_RAD = [
  0,
  ...[-10, -9.75, -9.5, -9.25, -9, -8.75, -8.5].flatMap((step) => [step * DEGREE, -step * DEGREE]),
];

/** A slice with its insert and the map that the pattern is sought in. */
interface Prepared {
  readonly number: number;
  readonly slice: Slice2d;
  readonly insert: Insert;
  readonly contrast: ContrastMap;
}

function prepare({ slice, disc, number }: LowContrastSlice): Prepared | undefined {
  const insert = findInsert(slice, disc);
  return insert && { number, slice, insert, contrast: localContrast(slice, insert) };
}

/** The pattern of slice 11 as it lies in another slice: as far from the insert's centre, turned by so much a slice. */
function patternIn(
  of: Prepared,
  { insert, pattern }: { insert: Insert; pattern: Pattern },
  stepRad: number,
): Pattern {
  const [column, row] = [0, 1].map(
    (i) => (of.insert.centre[i] ?? 0) + (pattern.centre[i] ?? 0) - (insert.centre[i] ?? 0),
  );
  return {
    ...pattern,
    centre: [column ?? 0, row ?? 0],
    angleRad: pattern.angleRad + stepRad * (11 - of.number),
  };
}

/** How many spokes of three told discs there are from spoke 1 up to the first that fails. ACR: the rest do not count. */
function spokesTold(discs: readonly TestedDisc[]): number {
  const fails = discs.filter(({ told }) => !told).map(({ spoke }) => spoke);
  return Math.min(SPOKES + 1, ...fails) - 1;
}

function turned(a: number, b: number): number {
  return Math.abs(Math.atan2(Math.sin(a - b), Math.cos(a - b)));
}

/**
 * Spokes told in slices 8–11 by a statistical test, not by the eye: the pattern is found in slice 11 by its fit to the
 * image, in any turning and handedness; in the others it lies as far from the insert's centre, turned by a step that
 * fits all three best. A spoke is told where each of its three discs is ({@link testDiscs}), counted from the largest
 * up to the first that is not.
 * Source: ACR, Large and Medium Phantom Test Guidance, low-contrast object detectability.
 * @param angleRad how the phantom is turned in the plane, from rows towards columns
 * @returns absent: `too-few-slices` unless each of the four is there once, `uncertain` where the pattern is not found
 *   for certain
 */
export function lowContrast(slices: readonly LowContrastSlice[], angleRad: number): LowContrastResult {
  const none = (absent: 'too-few-slices' | 'uncertain'): LowContrastResult => ({
    spokes: { absent },
    perSlice: [],
  });
  const ordered = NUMBERS.flatMap((number) => slices.filter((slice) => slice.number === number));
  if (slices.length !== NUMBERS.length || new Set(ordered).size !== NUMBERS.length)
    return none('too-few-slices');
  if (new Set(ordered.map(({ number }) => number)).size !== NUMBERS.length) return none('too-few-slices');
  const prepared = ordered.map(prepare).filter((slice) => slice !== undefined);
  const last = prepared[3];
  if (!last) return none('uncertain');
  const match = matchPattern(last.contrast, last.insert);
  const certain = match.fit >= LEAST_FIT && match.fit >= LEAST_LEAD * match.rival;
  if (!certain || turned(match.pattern.angleRad, angleRad) > MOST_TURN_RAD) return none('uncertain');
  const found = { insert: last.insert, pattern: match.pattern };
  const fitOf = (stepRad: number): number =>
    prepared
      .slice(0, 3)
      .reduce((sum, of) => sum + templateFit(of.contrast, patternIn(of, found, stepRad)), 0);
  const step = STEPS_RAD.reduce((best, next) => (fitOf(next) > fitOf(best) ? next : best));
  const perSlice = prepared.flatMap((of) => {
    const discs = testDiscs(of.slice, of.insert, patternIn(of, found, step));
    return discs ? [{ number: of.number, spokes: spokesTold(discs), discs }] : [];
  });
  if (perSlice.length !== NUMBERS.length) return none('uncertain');
  return { spokes: perSlice.reduce((sum, { spokes }) => sum + spokes, 0), perSlice };
}
