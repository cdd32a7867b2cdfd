import { sampleAt } from '../find/edge-position.js';
import type { FoundDisc, Slice2d } from '../find/find-disc.js';

/** A slice of the phantom with the phantom's own axes in it: x to the image's right, y downwards, mm from its centre. */
export interface PhantomFrame {
  readonly slice: Slice2d;
  readonly disc: FoundDisc;
  /** How far the phantom is turned in the image, clockwise. */
  readonly angleRad: number;
}

/** A place of the phantom, mm, in pixel coordinates. */
export function pixelAt(
  { slice, disc, angleRad }: PhantomFrame,
  x: number,
  y: number,
): readonly [number, number] {
  const [cos, sin] = [Math.cos(angleRad), Math.sin(angleRad)];
  return [
    disc.centre[0] + (x * cos - y * sin) / slice.spacingMm[0],
    disc.centre[1] + (x * sin + y * cos) / slice.spacingMm[1],
  ];
}

/** A span along an axis, mm. */
export type Span = readonly [from: number, to: number];

/** Values along an axis at equal steps. */
export interface Profile {
  readonly values: Float64Array;
  readonly fromMm: number;
  readonly stepMm: number;
}

/** Distance between samples of a profile, mm. */
const STEP_MM = 0.25;
/** Distance between the lines that a profile is the mean of, mm. */
const LINES_MM = 0.5;

/** Mean over a span of y, along x; NaN where it leaves the image. */
export function profileAlongX(frame: PhantomFrame, x: Span, y: Span): Profile {
  return profile(x, y, (along, across) => sampleOf(frame, along, across));
}

/** Mean over a span of x, along y; NaN where it leaves the image. */
export function profileAlongY(frame: PhantomFrame, x: Span, y: Span): Profile {
  return profile(y, x, (along, across) => sampleOf(frame, across, along));
}

function sampleOf(frame: PhantomFrame, x: number, y: number): number {
  const [column, row] = pixelAt(frame, x, y);
  return sampleAt(frame.slice, column, row);
}

function profile(along: Span, across: Span, at: (along: number, across: number) => number): Profile {
  const count = Math.floor((along[1] - along[0]) / STEP_MM) + 1;
  const lines = Math.max(1, Math.round((across[1] - across[0]) / LINES_MM));
  const values = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    let sum = 0;
    for (let line = 0; line < lines; line++) {
      sum += at(along[0] + i * STEP_MM, across[0] + ((line + 0.5) / lines) * (across[1] - across[0]));
    }
    values[i] = sum / lines;
  }
  return { values, fromMm: along[0], stepMm: STEP_MM };
}

/** The samples of a profile within a span. */
export function within({ values, fromMm, stepMm }: Profile, [from, to]: Span): Float64Array {
  return values.slice(
    Math.max(0, Math.ceil((from - fromMm) / stepMm)),
    Math.max(0, Math.floor((to - fromMm) / stepMm) + 1),
  );
}

/**
 * The first place, going from one sample of a profile towards an end, where it passes a level and stays beyond it for
 * some way.
 * @param towards 1 to the profile's end, -1 to its beginning
 * @param staysMm how far it must stay beyond
 */
export function passes(
  { values, fromMm, stepMm }: Profile,
  level: number,
  { startMm, towards, staysMm }: { startMm: number; towards: 1 | -1; staysMm: number },
): number | undefined {
  const start = Math.round((startMm - fromMm) / stepMm);
  const rising = (values[start] ?? Number.NaN) < level;
  const isBeyond = (i: number): boolean => {
    const value = values[i] ?? Number.NaN;
    return rising ? value >= level : value < level;
  };
  const stays = Math.ceil(staysMm / stepMm);
  for (let i = start + towards; i >= 0 && i < values.length; i += towards) {
    if (!isBeyond(i)) continue;
    let far = 1;
    while (far < stays && isBeyond(i + far * towards)) far++;
    if (far < stays) continue;
    const [before, after] = [values[i - towards] ?? 0, values[i] ?? 0];
    const share = before === after ? 0 : (before - level) / (before - after);
    return fromMm + (i - towards * (1 - share)) * stepMm;
  }
  return undefined;
}
